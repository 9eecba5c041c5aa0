"""A reader by plain boto3 looks at a shard in the middle of everything, from wherever it likes."""

from __future__ import annotations

from typing import Any

from fuzz_base import FuzzBase, names, step
from hypothesis import strategies as st
from read_back import as_read, of_answer
from wire_tap import Life

from lablib.simulator import limits

KINDS = st.sampled_from(["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"])
LIMITS = st.sampled_from([1, 10, 9_000])
BACK_S = 15


class ReaderRules(FuzzBase):
    """GetShardIterator and GetRecords, which are throttled now and then, and shared with mappings."""

    @step(stream=names, which=st.integers(0, 7), kind=KINDS, calls=st.integers(1, 3), limit=LIMITS)
    def read(self, stream: str, which: int, kind: str, calls: int, limit: int) -> None:
        """A few calls in a row: what they bring is a run of the shard's records with none left out."""
        found = self.world.kinesis.streams.get(stream)
        if found is None:
            return
        shard_id, life = found.shards[which % len(found.shards)].id, self.tap.lives[stream]
        before_us = self.small.now_us
        start_us = before_us - BACK_S * limits.US_PER_S if kind == "AT_TIMESTAMP" else 0
        given: dict[str, Any] = {"Timestamp": start_us / limits.US_PER_S} if start_us else {}
        answer = self.kinesis(
            "get_shard_iterator", StreamName=stream, ShardId=shard_id, ShardIteratorType=kind, **given
        )
        got: list[tuple[int, int, str]] = []
        while answer is not None and calls and (iterator := next_iterator(answer)):
            answer = self.kinesis("get_records", ShardIterator=iterator, Limit=limit)
            got += map(of_answer, answer["Records"] if answer else ())
            calls -= 1
        if got:
            earliest_us = before_us if kind == "LATEST" else start_us
            check_run(life, shard_id, got, max(earliest_us, life.floor_us(before_us)), self.small.now_us)


def next_iterator(answer: dict[str, Any]) -> str | None:
    """Of either operation; None at the end of a closed shard."""
    return answer.get("ShardIterator") or answer.get("NextShardIterator")


def check_run(
    life: Life, shard_id: str, got: list[tuple[int, int, str]], earliest_us: int, now_us: int
) -> None:
    """Neighbors in the shard, none of them expired, older than asked for, or too new to be seen.

    Before the first of them there is none that was asked for, unless it has expired meanwhile.
    """
    mine = [copy for copy in life.copies if copy.shard_id == shard_id]
    first = [copy.sequence for copy in mine].index(got[0][0])
    run = mine[first : first + len(got)]
    assert got == [as_read(copy) for copy in run], f"{life.name} {shard_id}"
    assert run[0].arrival_us >= earliest_us - limits.US_PER_MS  # iterators know milliseconds
    assert run[-1].arrival_us <= now_us - round(limits.PROPAGATION_DELAY_S * limits.US_PER_S)
    assert all(copy.arrival_us < max(earliest_us, life.floor_us(now_us)) for copy in mine[:first])
