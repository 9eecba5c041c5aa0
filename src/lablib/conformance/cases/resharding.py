"""SplitShard, MergeShards, UpdateShardCount: what they make of the shards, and what they refuse."""

from __future__ import annotations

from typing import Any

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import refused
from lablib.conformance.sources import CAPACITY_MODES, KINESALITE_ERA, kinesalite, kinesis_api

book = CaseBook("kinesis", "resharding")
SHARD_0, SHARD_1, SHARD_2, SHARD_3 = (f"shardId-{index:012d}" for index in range(4))
END = 2**128 - 1
HALF = 2**127


def _split(env: Environment, stream: Stream, shard: str = SHARD_0, at: int = HALF) -> None:
    env.kinesis.split_shard(StreamName=stream.name, ShardToSplit=shard, NewStartingHashKey=str(at))


def _merge(env: Environment, stream: Stream, shard: str, adjacent: str) -> None:
    env.kinesis.merge_shards(StreamName=stream.name, ShardToMerge=shard, AdjacentShardToMerge=adjacent)


def _ranges(shards: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [
        (
            shard["ShardId"],
            int(shard["HashKeyRange"]["StartingHashKey"]),
            int(shard["HashKeyRange"]["EndingHashKey"]),
        )
        for shard in shards
    ]


def _whereabouts(env: Environment, stream: Stream) -> str:
    return f"in stream {stream.name} under account {env.account}"


@book.case(
    "Three shards divide the hash range evenly; the last takes what is left",
    kinesalite("createStream"), recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def even_ranges(env: Environment) -> None:
    found = _ranges(env.shards(env.stream(3)))
    assert found == [
        (SHARD_0, 0, 113427455640312821154458202477256070484),
        (SHARD_1, 113427455640312821154458202477256070485, 226854911280625642308916404954512140969),
        (SHARD_2, 226854911280625642308916404954512140970, END),
    ], f"they are {found}"


@book.case(
    "SplitShard closes the parent and opens two children with the next free ids",
    kinesalite("splitShard"), recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def split(env: Environment) -> None:
    stream = env.stream()
    _split(env, stream, at=2)
    env.active(stream.name)
    shards = env.shards(stream)
    assert _ranges(shards) == [(SHARD_0, 0, END), (SHARD_1, 0, 1), (SHARD_2, 2, END)]
    assert [shard.get("ParentShardId") for shard in shards] == [None, SHARD_0, SHARD_0]
    ended = ["EndingSequenceNumber" in shard["SequenceNumberRange"] for shard in shards]
    assert ended == [True, False, False], f"ended: {ended}"


@book.case(
    "A stream is UPDATING right after SplitShard, and shows the old shards",
    kinesalite("splitShard"), recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def updating_shows_old_shards(env: Environment) -> None:
    stream = env.stream()
    _split(env, stream)
    shown = env.kinesis.describe_stream(StreamName=stream.name)["StreamDescription"]
    assert shown["StreamStatus"] == "UPDATING", f"it is {shown['StreamStatus']}"
    assert [shard["ShardId"] for shard in shown["Shards"]] == [SHARD_0]


@book.case(
    "A split while the stream is UPDATING: ResourceInUseException", kinesalite("splitShard"),
    recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def split_while_updating(env: Environment) -> None:
    stream = env.stream()
    _split(env, stream)
    words = f"Stream {stream.name} under account {env.account} not ACTIVE, instead in state UPDATING"
    with refused("ResourceInUseException", words):
        _split(env, stream)


@book.case(
    "A hash key at the start of the shard doesn't split it", kinesalite("splitShard"),
    recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def split_too_low(env: Environment) -> None:
    _no_split(env, SHARD_0, 1, 0, END // 3)


@book.case(
    "The last hash key of the shard doesn't split it", kinesalite("splitShard"), recorded=KINESALITE_ERA,
    shards=3,
)  # fmt: skip
def split_at_the_end(env: Environment) -> None:
    last = 113427455640312821154458202477256070484
    _no_split(env, SHARD_0, last, 0, last)


@book.case(
    "A hash key beyond the whole range doesn't split a shard", kinesalite("splitShard"),
    recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def split_beyond_the_range(env: Environment) -> None:
    _no_split(env, SHARD_2, int("9" * 39), 226854911280625642308916404954512140970, END)


def _no_split(env: Environment, shard: str, at: int, start: int, end: int) -> None:
    stream = env.stream(3)
    end = 113427455640312821154458202477256070484 if shard == SHARD_0 else end
    words = (
        f"NewStartingHashKey {at} used in SplitShard() on shard {shard} {_whereabouts(env, stream)} is not "
        f"both greater than one plus the shard's StartingHashKey {start} and less than the shard's "
        f"EndingHashKey {end}."
    )
    with refused("InvalidArgumentException", words):
        _split(env, stream, shard, at)


@book.case(
    "SplitShard on a shard that isn't there: ResourceNotFoundException", kinesalite("splitShard"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def split_unknown_shard(env: Environment) -> None:
    stream = env.stream()
    words = f"Could not find shard shardId-000000000005 {_whereabouts(env, stream)}."
    with refused("ResourceNotFoundException", words):
        _split(env, stream, "shardId-000000000005")


@book.case(
    "SplitShard and MergeShards look for the stream before the shard", kinesalite("mergeShards"),
    recorded=KINESALITE_ERA, shards=0,
)  # fmt: skip
def stream_before_shard(env: Environment) -> None:
    stream = Stream(env.name(), "")
    words = f"Stream {stream.name} under account {env.account} not found."
    with refused("ResourceNotFoundException", words):
        _split(env, stream)
    with refused("ResourceNotFoundException", words):
        _merge(env, stream, SHARD_0, SHARD_1)


@book.case("A shard that was split can't be split again", kinesis_api("SplitShard"), shards=3)
def split_closed_shard(env: Environment) -> None:
    stream = env.stream()
    _split(env, stream)
    env.active(stream.name)
    with refused("InvalidArgumentException"):
        _split(env, stream)


@book.case(
    "MergeShards makes one child of two neighbours, with both as its parents",
    kinesalite("mergeShards"), recorded=KINESALITE_ERA, shards=4,
)  # fmt: skip
def merge(env: Environment) -> None:
    stream = env.stream(3)
    _merge(env, stream, SHARD_0, SHARD_1)
    env.active(stream.name)
    child = env.shards(stream)[3]
    assert _ranges([child]) == [(SHARD_3, 0, 226854911280625642308916404954512140969)]
    parents = (child.get("ParentShardId"), child.get("AdjacentParentShardId"))
    assert parents == (SHARD_0, SHARD_1), f"its parents are {parents}"


@book.case(
    "Shards that don't touch can't be merged", kinesalite("mergeShards"), recorded=KINESALITE_ERA, shards=3
)
def merge_apart(env: Environment) -> None:
    _no_merge(env, SHARD_0, SHARD_2)


@book.case(
    "An inverted pair can't be merged: the lower shard is ShardToMerge", kinesalite("mergeShards"),
    recorded=KINESALITE_ERA, shards=3,
)  # fmt: skip
def merge_inverted(env: Environment) -> None:
    _no_merge(env, SHARD_1, SHARD_0)


def _no_merge(env: Environment, shard: str, adjacent: str) -> None:
    stream = env.stream(3)
    words = (
        f"Shards {shard} and {adjacent} {_whereabouts(env, stream)} "
        "are not an adjacent pair of shards eligible for merging"
    )
    with refused("InvalidArgumentException", words):
        _merge(env, stream, shard, adjacent)


@book.case("After a split, an old key goes to the child of its range", kinesis_api("SplitShard"), shards=3)
def keys_move_to_children(env: Environment) -> None:
    stream = env.stream()
    _split(env, stream)
    env.active(stream.name)
    low, high = (
        env.put(stream, b"x", ExplicitHashKey=str(hash_key))["Records"][0]["ShardId"]
        for hash_key in (HALF - 1, HALF)
    )
    assert (low, high) == (SHARD_1, SHARD_2), f"they went to {low} and {high}"


UPDATE = kinesis_api("UpdateShardCount")


def _scale(env: Environment, stream: Stream, target: int) -> dict[str, Any]:
    answer: dict[str, Any] = env.kinesis.update_shard_count(
        StreamName=stream.name, TargetShardCount=target, ScalingType="UNIFORM_SCALING"
    )
    return answer


@book.case("UpdateShardCount says the count of now and the target", UPDATE, shards=6)
def scale_says_counts(env: Environment) -> None:
    stream = env.stream(2)
    answer = _scale(env, stream, 4)
    counts = (answer["StreamName"], answer["CurrentShardCount"], answer["TargetShardCount"])
    assert counts == (stream.name, 2, 4), f"it says {counts}"


@book.case("UpdateShardCount ends with as many open shards of equal size", UPDATE, shards=6)
def scale_evenly(env: Environment) -> None:
    stream = env.stream(2)
    _scale(env, stream, 4)
    env.active(stream.name)
    shards = [
        each for each in env.shards(stream) if "EndingSequenceNumber" not in each["SequenceNumberRange"]
    ]
    sizes = {end - start + 1 for _, start, end in _ranges(shards)}
    assert (len(shards), sizes) == (4, {2**126}), f"{len(shards)} open shards of sizes {sizes}"


@book.case("UpdateShardCount to more than double: LimitExceededException", UPDATE)
def scale_too_far_up(env: Environment) -> None:
    stream = env.stream()
    with refused("LimitExceededException"):
        _scale(env, stream, 3)


@book.case("UpdateShardCount to less than half: LimitExceededException", UPDATE, shards=4)
def scale_too_far_down(env: Environment) -> None:
    stream = env.stream(4)
    with refused("LimitExceededException"):
        _scale(env, stream, 1)


@book.case("An eleventh UpdateShardCount within 24 hours: LimitExceededException", UPDATE, jumps_h=2)
def scale_too_often(env: Environment) -> None:
    stream = env.stream()
    for target in [2, 1] * 5:
        _scale(env, stream, target)
        env.active(stream.name)
        env.wait(600)
    with refused("LimitExceededException"):
        _scale(env, stream, 2)


@book.case("The shards of an on-demand stream can't be split or counted", UPDATE, shards=4)
def on_demand_scales_itself(env: Environment) -> None:
    stream = env.stream(on_demand=True)
    words = f"Request is invalid. Stream {stream.name} under account {env.account} is in On-Demand mode."
    with refused("ValidationException", words):
        _scale(env, stream, 8)


@book.case("A new on-demand stream has four open shards", CAPACITY_MODES, shards=4)
def on_demand_begins_with_four(env: Environment) -> None:
    summary = env.summary(env.stream(on_demand=True).name)
    assert summary["OpenShardCount"] == 4, f"it has {summary['OpenShardCount']}"
