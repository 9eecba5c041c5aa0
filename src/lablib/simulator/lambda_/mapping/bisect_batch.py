"""BisectBatchOnFunctionError: a batch that makes the function fail is cut in two, and the halves again.

Each half is a batch of its own with all its tries, and the older half goes first. Cutting costs no try.
Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

from dataclasses import replace

from lablib.simulator import limits
from lablib.simulator.lambda_.function.invocation import Outcome
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.settings import Settings


def may_bisect(settings: Settings, batch: Batch, outcome: Outcome) -> bool:
    """Only after an error of the function: a response that names failed records cuts the batch itself."""
    return settings.bisect and outcome.failure is not None and len(batch) > 1


def halves(batch: Batch) -> tuple[Batch, Batch]:
    """The older half and the newer one. Model: AWS doesn't say which half of an odd number is larger."""
    middle = (len(batch) + limits.MAPPING_BISECT_LEFT_ROUNDED_UP) // 2
    depth = batch.depth + 1
    return replace(batch.before(middle), depth=depth), replace(batch.starting_at(middle), depth=depth)
