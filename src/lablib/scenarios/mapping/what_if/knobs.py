"""What the scenario fixes, and what can be turned."""

from __future__ import annotations

from dataclasses import dataclass

from lablib.simulator import limits
from lablib.simulator.api import constraints
from lablib.simulator.lambda_.mapping.settings import MEMBERS, UNLIMITED, Settings
from lablib.simulator.lambda_.mapping.settings_validation import check_settings

SECONDS = 240
RETENTION_S = 120
"""Model: a retention that passes while one looks. AWS has no shorter one than 24 hours."""
SHARDS = 3
SEED = 16
"""With AWS's defaults one shard is hit, twice, and the other two are well."""


@dataclass(frozen=True, slots=True)
class Knobs:
    """What can be turned: the mapping's settings, with AWS's defaults, and what befalls the function."""

    batch_size: int = limits.MAPPING_BATCH_SIZE_DEFAULT
    window_s: int = 0
    parallelization_factor: int = 1
    maximum_retry_attempts: int = UNLIMITED
    maximum_record_age_s: int = UNLIMITED
    bisect: bool = False
    partial_responses: bool = False
    """The mapping takes reports of failed records, and the handler makes them."""
    destination: bool = False
    poison_share: float = 0.005
    """So many of the records make the handler fail. More of them keeps those that there were."""
    handler_ms: int = 300
    """What the handler takes for each record."""

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be, AwsError for settings that Lambda does not take."""
        if not 0 <= self.poison_share <= 1:
            raise ValueError(f"poison_share is {self.poison_share}: give a share from 0 to 1")
        if self.handler_ms < 0:
            raise ValueError(f"handler_ms is {self.handler_ms}: give 0 or more")
        numbers = {member: getattr(self.settings, name) for member, name in MEMBERS.items()}
        constraints.check("lambda", "CreateEventSourceMapping", numbers | {"FunctionName": "what-if"})
        check_settings(self.settings)

    @property
    def settings(self) -> Settings:
        """As the mapping takes them. The destination is the scenario's own."""
        return Settings(
            batch_size=self.batch_size,
            batching_window_s=self.window_s,
            parallelization_factor=self.parallelization_factor,
            maximum_retry_attempts=self.maximum_retry_attempts,
            maximum_record_age_s=self.maximum_record_age_s,
            bisect=self.bisect,
            reports_item_failures=self.partial_responses,
        )


AWS_DEFAULTS = Knobs()
LAB_08 = Knobs(
    maximum_retry_attempts=2, maximum_record_age_s=60, bisect=True, partial_responses=True, destination=True
)
"""Where lab 08 ends: tries and age bounded, a bad batch cut, failures reported and told to a destination."""
