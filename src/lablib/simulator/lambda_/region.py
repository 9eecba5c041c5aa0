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
