"""Records are written: by one call, one by one, or by a producer that goes on beside everything else."""

from __future__ import annotations

from fuzz_base import FuzzBase, entry_of, names, step
from hypothesis import strategies as st
from small_world import client_of

from lablib.traffic.producers import PRODUCERS

KEYS = st.integers(1, 5)
KINDS = st.sampled_from(sorted(PRODUCERS))


class ProducerRules(FuzzBase):
    """PutRecord and PutRecords, in all the moods of the network."""

    @step(stream=names, count=st.sampled_from([1, 3, 12, 30, 70]), keys=KEYS)
    def put_records(self, stream: str, count: int, keys: int) -> None:
        """One call, which may be throttled in part."""
        self.kinesis("put_records", StreamName=stream, Records=self.entries(count, keys))

    @step(stream=names, count=st.integers(1, 3))
    def put_record(self, stream: str, count: int) -> None:
        """Some calls in a row."""
        for entry in self.entries(count, 2):
            self.kinesis("put_record", StreamName=stream, **entry)

    @step(stream=names, count=st.integers(1, 8))
    def put_again(self, stream: str, count: int) -> None:
        """Records that were sent before, in whatever way that ended: duplicates of those that were stored."""
        first = max(self.next_number - count, 0)
        numbers = range(first, max(self.next_number, 1))
        self.next_number = max(self.next_number, 1)
        self.kinesis("put_records", StreamName=stream, Records=[entry_of(each, 3) for each in numbers])

    @step(stream=names, kind=KINDS, count=st.sampled_from([5, 40, 90]), keys=KEYS)
    def produce(self, stream: str, kind: str, count: int, keys: int) -> None:
        """A producer of the course, with its own retries and a pause between its batches."""
        flow = self.world.spawn(self._produce, stream, kind, count, keys, name=f"producer {self.steps}")
        self.producers.append(flow)

    def _produce(self, stream: str, kind: str, count: int, keys: int) -> None:
        world = self.world
        for _ in range(3):
            entries = self.entries(count, keys)
            world.ledger.offer((entry["Data"] for entry in entries), world.clock.now_us)
            rest = PRODUCERS[kind](client_of("kinesis"), stream, entries)
            world.ledger.give_up((entry["Data"] for entry in rest), world.clock.now_us)
            world.sleep(1.7)
