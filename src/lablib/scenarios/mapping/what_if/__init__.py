"""What if a mapping had these settings? Four minutes of one, quick enough to be played again at each change.

    run = mapping_scenario(Knobs(bisect=True, maximum_retry_attempts=2))

The engine is the real one, in a world that is never opened: boto3, the time and other worlds are left alone,
and it may run in any thread. What the scenario makes smaller is the stream's retention, two
minutes in place of the 24 hours that are AWS's least. All else takes as long as it does in a lab.
"""

from lablib.scenarios.mapping.what_if.knobs import (
    AWS_DEFAULTS,
    LAB_08,
    RETENTION_S,
    SECONDS,
    SEED,
    SHARDS,
    Knobs,
)
from lablib.scenarios.mapping.what_if.play import mapping_scenario
from lablib.scenarios.mapping.what_if.result import MappingRun, Place

__all__ = [
    "AWS_DEFAULTS",
    "LAB_08",
    "RETENTION_S",
    "SECONDS",
    "SEED",
    "SHARDS",
    "Knobs",
    "MappingRun",
    "Place",
    "mapping_scenario",
]
