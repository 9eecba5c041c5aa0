"""What happens to the shards while a learner's reader reads, as a stream alone shows it."""

from __future__ import annotations

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.teaching.checks.reader.resharding import split_then_merge


def test_a_split_and_a_merge_leave_three_generations():
    with fresh_world(seed=5) as world:
        make_stream(2)
        split_then_merge(world)
        world.sleep(40)
        parents = {
            shard.id[-1]: [each and each[-1] for each in (shard.parent, shard.adjacent_parent)]
            for shard in world.kinesis.streams[STREAM].shards
        }
    assert parents == {
        "0": [None, None],
        "1": [None, None],
        "2": ["0", None],
        "3": ["0", None],
        "4": ["2", "3"],
    }
