"""What the lanes of a mapping share: its settings, its function, and the parts of the region that they use.

A lane never sees the mapping itself. When the settings change, the lanes come to rest and the mapping makes a
new context for the next ones.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from lablib.simulator.clock.clock import Clock
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.invocation import Runtime
from lablib.simulator.lambda_.mapping.history import Step
from lablib.simulator.lambda_.mapping.mapping_metrics import MappingMetrics
from lablib.simulator.lambda_.mapping.on_failure_destination import Discarded
from lablib.simulator.lambda_.mapping.settings import Settings
from lablib.simulator.ledger.ledger import Ledger


@dataclass(slots=True)
class LaneContext:
    """Made by the mapping, which also says whether the lanes may run."""

    uuid: str
    """The mapping's."""
    settings: Settings
    source_arn: str
    """The stream's ARN, or a consumer's for fan-out."""
    function: Function
    runtime: Runtime
    clock: Clock
    ledger: Ledger
    metrics: MappingMetrics
    rng: random.Random
    history: list[Step]
    on_failure: Callable[[Discarded], bool] | None
    """Sends a message about a discarded batch to the destination, and returns whether that worked."""
    processed: Callable[[str], None]
    """Takes the LastProcessingResult after each invocation."""
    is_running: bool = False
    """False once the mapping is stopped: then a lane finishes the invocation under way, and no more."""
