"""May this shard be read now? The read limit of one shard, which all its standard consumers share.

AWS documents the rates (5 GetRecords calls and 2 MB a second) and what follows when they are used up: calls
in the next 1 s are throttled, after an answer of 10 MiB those in the next 5 s. Swap the model in
`model_choices.py`.
Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
"""

from __future__ import annotations

from typing import Protocol

from lablib.simulator import limits


class ReadLimiter(Protocol):
    """Asked before each GetRecords call and told what the call was answered with."""

    def admit(self, now_us: int) -> bool:
        """Whether a call may be answered now. Takes nothing: an admitted call is followed by `charge`."""
        ...

    def charge(self, answer_bytes: int, now_us: int) -> None:
        """A call was answered with this much data (0 for an empty answer)."""
        ...


class SharedReadLimiter:
    """Model: calls and bytes are counted over the second before each call; throttled calls do not count.

    An answer that uses up the bytes of its second closes the shard for as long as they take at 2 MiB a
    second: at least 1 s, and 5 s after an answer of 10 MiB.
    """

    __slots__ = ("_answers", "_closed_until_us")

    def __init__(self, now_us: int) -> None:
        self._closed_until_us = now_us
        self._answers: list[tuple[int, int]] = []
        """(time, bytes) of the calls answered in the last second: never more than five."""

    def admit(self, now_us: int) -> bool:
        """False while the shard is closed and after five calls in the last second."""
        self._forget(now_us)
        return now_us >= self._closed_until_us and len(self._answers) < limits.SHARD_READ_CALLS_PER_S

    def charge(self, answer_bytes: int, now_us: int) -> None:
        """Count an answered call; perhaps close the shard."""
        self._forget(now_us)
        self._answers.append((now_us, answer_bytes))
        second_bytes = sum([each for _, each in self._answers])
        if second_bytes >= limits.SHARD_READ_BYTES_PER_S:
            # At least the second that AWS documents, and the five that it documents after a full answer.
            self._closed_until_us = now_us + second_bytes * limits.US_PER_S // limits.SHARD_READ_BYTES_PER_S

    def _forget(self, now_us: int) -> None:
        second_ago_us = now_us - limits.US_PER_S
        while self._answers and self._answers[0][0] <= second_ago_us:
            del self._answers[0]


class UnlimitedReads:
    """For comparison with an emulator that never throttles."""

    __slots__ = ()

    def __init__(self, now_us: int) -> None:
        """As every limiter is made."""

    def admit(self, now_us: int) -> bool:
        """Always."""
        return True

    def charge(self, answer_bytes: int, now_us: int) -> None:
        """Costs nothing."""
