"""The state of Lambda in one account and region."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from lablib.simulator import limits
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.lambda_.function.functions import Functions
from lablib.simulator.lambda_.function.invocation import Runtime
from lablib.simulator.lambda_.mapping.mapping import Mapping


@dataclass(slots=True)
class LambdaRegion:
    """Functions by name, mappings by UUID, and the Kinesis that the mappings read."""

    kinesis: Region
    functions: Functions
    runtime: Runtime
    rng: Callable[[str], random.Random]
    """A generator of its own for each purpose."""
    mappings: dict[str, Mapping] = field(default_factory=dict)
    deleted: list[Mapping] = field(default_factory=list)
    """Those that were deleted: what they did until then can still be looked at."""
    mappings_made: int = 0
    """Also those that were deleted."""
    mapping_create_s: float = field(default_factory=lambda: limits.MAPPING_CREATE_US / limits.US_PER_S)
    """From Creating to Enabled: only then LATEST begins."""
    mapping_update_s: float = field(default_factory=lambda: limits.MAPPING_UPDATE_US / limits.US_PER_S)
    """Updating, Enabling, Disabling and Deleting take at least so long; meanwhile nothing is read."""

    def rngs_of_next_mapping(self) -> Callable[[str], random.Random]:
        """As `rng`, for a mapping that is about to be made: no two mappings ever draw the same."""
        number = self.mappings_made
        self.mappings_made += 1
        return lambda purpose: self.rng(f"mapping {number}, {purpose}")
