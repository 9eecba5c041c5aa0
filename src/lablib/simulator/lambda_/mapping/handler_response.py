"""How a mapping judges what the function returned.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WHOLE_BATCH_FAILED = 0
"""All of it is tried again, from its first record on."""


def first_failure(response: Any, sequence_numbers: Sequence[int]) -> int | None:
    """The index of the record to go on from; None after full success.

    With ReportBatchItemFailures the lowest reported sequence number is the checkpoint. An identifier that is
    missing, empty or not of this batch makes the whole batch fail.
    """
    if not response:
        return None
    if not isinstance(response, dict):
        return WHOLE_BATCH_FAILED  # model: AWS lists empty answers and objects only
    failures = response.get("batchItemFailures")
    if not failures:
        return None
    if not isinstance(failures, list):
        return WHOLE_BATCH_FAILED
    places = {str(number): index for index, number in enumerate(sequence_numbers)}
    lowest = len(sequence_numbers)
    for failed in failures:
        identifier = failed.get("itemIdentifier") if isinstance(failed, dict) else None
        if not isinstance(identifier, str) or identifier not in places:
            return WHOLE_BATCH_FAILED
        lowest = min(lowest, places[identifier])
    return lowest
