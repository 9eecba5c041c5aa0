"""Whatever is done to a stream under load: shards cover each hash key once, and every record is counted."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from small_region import HASH_END, STREAM, SmallRegion

from lablib.simulator.api.errors import AwsError

pytestmark = pytest.mark.slow

HASH_KEYS = st.integers(0, HASH_END)


@st.composite
def loads(draw):
    """The same call of PutRecords each second, for a while."""
    keys = draw(st.lists(HASH_KEYS, min_size=1, max_size=8))
    size_bytes, seconds = draw(st.sampled_from([100, 600_000])), draw(st.sampled_from([5, 120]))

    def step(region, second):
        for after in range(seconds):
            region.at(second + after)
            region.put_all(*[(key, size_bytes) for key in keys])

    return step


def changes():
    """A call that changes the shards or how records find them; it may be refused."""
    places = st.integers(0, 20)

    def call(name, *values):
        return st.tuples(*values).map(lambda drawn: lambda region, _: getattr(region, name)(*drawn))

    def split(place, at):
        return lambda region, _: region.split(region.shards()[place % len(region.shards())][0], at)

    def merge(place):
        def step(region, _):
            indexes = [index for index, _, _ in region.shards()]
            left = place % len(indexes)
            region.merge(indexes[left], indexes[(left + 1) % len(indexes)])

        return step

    def warm(mib_per_s):
        return lambda region, _: region.call(
            "UpdateStreamWarmThroughput", StreamName=STREAM, WarmThroughputMiBps=mib_per_s
        )

    return st.one_of(
        call("change_mode", st.sampled_from(["ON_DEMAND", "PROVISIONED"])),
        call("scale", st.integers(1, 12)),
        st.builds(split, places, HASH_KEYS),
        st.builds(merge, places),
        st.builds(warm, st.integers(0, 12)),
    )


@examples(15)
@given(
    st.sampled_from([{"ShardCount": 3}, {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}]),
    st.lists(st.tuples(st.sampled_from([1, 29, 900]), st.one_of(loads(), changes())), max_size=12),
)
def test_shards_tile_the_hash_keys_and_the_ledger_adds_up_while_a_stream_scales(stream, steps):
    region = SmallRegion(stream=stream)
    region.call("UpdateAccountSettings", MinimumThroughputBillingCommitment={"Status": "ENABLED"})
    for wait_s, step in steps:
        second = region.now_s + wait_s
        region.at(second)
        with suppress(AwsError):  # a call that is refused changes nothing
            step(region, second)
        for second_later in (region.now_s, region.now_s + 30):
            region.at(second_later)
            shards = region.shards()
            assert (shards[0][1], shards[-1][2]) == (0, HASH_END)
            assert all(left[2] + 1 == right[1] for left, right in pairwise(shards))
        assert sum(region.ledger.totals(region.clock.now_us).values()) == region.ledger.offered
