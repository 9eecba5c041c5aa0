"""Four minutes of a mapping under chosen settings: small enough to be run again at each step of a slider.

    run = mapping_scenario(Knobs(bisect=True, maximum_retry_attempts=2))

The engine is the real one, in a world that is never opened: boto3, the time and the world of a notebook are
left alone, and it may run in any thread. What the scenario makes smaller is the stream's retention, two
minutes in place of the 24 hours that are AWS's least. All else takes as long as it does in a lab.
"""

from lablib.scenarios.mapping.four_minutes import mapping_scenario
from lablib.scenarios.mapping.knobs import AWS_DEFAULTS, LAB_08, RETENTION_S, SECONDS, SEED, SHARDS, Knobs
from lablib.scenarios.mapping.mapping_run import MappingRun, Place

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
