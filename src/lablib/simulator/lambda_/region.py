"""The state of Lambda in one account and region."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

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

    def rngs_of_next_mapping(self) -> Callable[[str], random.Random]:
        """As `rng`, for a mapping that is about to be made: no two mappings ever draw the same."""
        number = self.mappings_made
        self.mappings_made += 1
        return lambda purpose: self.rng(f"mapping {number}, {purpose}")
