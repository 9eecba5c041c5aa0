"""What the service checks before it looks at a stream. boto3 lets all of it through."""

from __future__ import annotations

from typing import Any

from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import invalid, refused, refused_for
from lablib.conformance.sources import KINESALITE_ERA, kinesalite

book = CaseBook("kinesis", "validation")
LONG = "a" * 129
TOO_LONG = "Member must have length less than or equal to"
TOO_SHORT = "Member must have length greater than or equal to 1"
TOO_LOW = "Member must have value greater than or equal to 1"
NAME = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
HASH_KEY = r"Member must satisfy regular expression pattern: 0|([1-9]\d{0,38})"
SEQUENCE = r"Member must satisfy regular expression pattern: 0|([1-9]\d{0,128})"
GOOD = {"Data": b"x", "PartitionKey": "k"}


def _empty(*members: str) -> list[str]:
    return [invalid("''", member, rule) for member in members for rule in (NAME, TOO_SHORT)]


def _long(*members: str) -> list[str]:
    return [invalid(f"'{LONG}'", member, f"{TOO_LONG} 128") for member in members]


TABLE: list[tuple[str, str, str, dict[str, Any], list[str]]] = [
    ("put_record", "empty_members", "Empty texts: every violated rule is listed",
     {"StreamName": "", "PartitionKey": "k", "Data": b"", "ExplicitHashKey": "",
      "SequenceNumberForOrdering": ""},
     [*_empty("streamName"), invalid("''", "explicitHashKey", HASH_KEY),
      invalid("''", "sequenceNumberForOrdering", SEQUENCE)]),
    ("put_record", "long_members", "A name of 129 characters and a key of 257",
     {"StreamName": LONG, "PartitionKey": "k" * 257, "Data": b""},
     [*_long("streamName"), invalid(f"'{'k' * 257}'", "partitionKey", f"{TOO_LONG} 256")]),
    ("put_record", "hash_key_with_a_zero_in_front", "ExplicitHashKey 007",
     {"StreamName": "s", "PartitionKey": "k", "Data": b"", "ExplicitHashKey": "007"},
     [invalid("'007'", "explicitHashKey", HASH_KEY)]),
    ("put_record", "stream_name_with_a_space", "A stream name with a space",
     {"StreamName": "my stream", "PartitionKey": "k", "Data": b""},
     [invalid("'my stream'", "streamName", NAME)]),
    ("put_records", "no_records", "PutRecords without a record",
     {"StreamName": "", "Records": []},
     [*_empty("streamName"), invalid("'[]'", "records", TOO_SHORT)]),
    ("put_records", "long_name", "A stream name of 129 characters",
     {"StreamName": LONG, "Records": [GOOD]}, _long("streamName")),
    ("put_records", "key_of_the_second_entry", "A key of 257 characters in the second entry: records.2",
     {"StreamName": "s", "Records": [GOOD, {"Data": b"", "PartitionKey": "k" * 257}]},
     [invalid(f"'{'k' * 257}'", "records.2.member.partitionKey", f"{TOO_LONG} 256")]),
    ("get_records", "empty_iterator", "An empty iterator and Limit 0",
     {"ShardIterator": "", "Limit": 0},
     [invalid("'0'", "limit", TOO_LOW), invalid("''", "shardIterator", TOO_SHORT)]),
    ("get_records", "long_iterator", "An iterator of 513 characters and Limit 100,000",
     {"ShardIterator": "a" * 513, "Limit": 100_000},
     [invalid("'100000'", "limit", "Member must have value less than or equal to 10000"),
      invalid(f"'{'a' * 513}'", "shardIterator", f"{TOO_LONG} 512")]),
    ("get_shard_iterator", "long_members", "A stream name and a shard id of 129 characters",
     {"StreamName": LONG, "ShardId": LONG, "ShardIteratorType": "LATEST"},
     _long("shardId", "streamName")),
    ("get_shard_iterator", "empty_members", "An empty stream name, shard id and starting number",
     {"StreamName": "", "ShardId": "", "ShardIteratorType": "LATEST", "StartingSequenceNumber": ""},
     [*_empty("shardId", "streamName"), invalid("''", "startingSequenceNumber", SEQUENCE)]),
    ("split_shard", "empty_members", "SplitShard with empty texts",
     {"StreamName": "", "ShardToSplit": "", "NewStartingHashKey": ""},
     [*_empty("streamName", "shardToSplit"), invalid("''", "newStartingHashKey", HASH_KEY)]),
    ("split_shard", "long_members", "SplitShard with names of 129 characters",
     {"StreamName": LONG, "ShardToSplit": LONG, "NewStartingHashKey": "0"},
     _long("streamName", "shardToSplit")),
    ("merge_shards", "empty_members", "MergeShards with empty texts",
     {"StreamName": "", "ShardToMerge": "", "AdjacentShardToMerge": ""},
     _empty("shardToMerge", "adjacentShardToMerge", "streamName")),
    ("merge_shards", "long_members", "MergeShards with names of 129 characters",
     {"StreamName": LONG, "ShardToMerge": LONG, "AdjacentShardToMerge": LONG},
     _long("shardToMerge", "adjacentShardToMerge", "streamName")),
    ("create_stream", "zero_shards", "CreateStream with an empty name and 0 shards",
     {"StreamName": "", "ShardCount": 0},
     [*_empty("streamName"), invalid("'0'", "shardCount", TOO_LOW)]),
    ("create_stream", "long_name", "CreateStream with a name of 129 characters",
     {"StreamName": LONG, "ShardCount": 1}, _long("streamName")),
    ("add_tags_to_stream", "no_tags", "AddTagsToStream without a tag",
     {"StreamName": "", "Tags": {}},
     [*_empty("streamName"), invalid("'{}'", "tags", TOO_SHORT)]),
    ("remove_tags_from_stream", "no_tags", "RemoveTagsFromStream without a key",
     {"StreamName": "", "TagKeys": []},
     [*_empty("streamName"), invalid("'[]'", "tagKeys", TOO_SHORT)]),
    ("describe_stream", "zero_limit", "DescribeStream with Limit 0",
     {"StreamName": "s", "Limit": 0}, [invalid("'0'", "limit", TOO_LOW)]),
    ("describe_stream", "high_limit", "DescribeStream with Limit 10,001",
     {"StreamName": "s", "Limit": 10_001},
     [invalid("'10001'", "limit", "Member must have value less than or equal to 10000")]),
    ("list_streams", "zero_limit", "ListStreams with Limit 0",
     {"Limit": 0}, [invalid("'0'", "limit", TOO_LOW)]),
    ("delete_stream", "empty_name", "DeleteStream with an empty name",
     {"StreamName": ""}, _empty("streamName")),
]  # fmt: skip
"""(operation, its situation, in words, what is sent, the violations)"""


def _camel(operation: str) -> str:
    first, *others = operation.split("_")
    return first + "".join(word.title() for word in others)


def _row(operation: str, params: dict[str, Any], violations: list[str]) -> Check:
    def check(env: Environment) -> None:
        with refused_for(*violations):
            getattr(env.unchecked("kinesis"), operation)(**params)

    return check


for _operation, _situation, _words, _params, _violations in TABLE:
    _check = _row(_operation, _params, _violations)
    _check.__name__ = f"{_operation}_{_situation}"
    book.case(
        f"{_words}: ValidationException",
        kinesalite(_camel(_operation)),
        recorded=KINESALITE_ERA,
        shards=0,
    )(_check)


@book.case(
    "501 records: ValidationException, though boto3 lets them through",
    "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html",
)
def put_records_501(env: Environment) -> None:
    stream = env.stream()
    with refused("ValidationException") as error:
        env.kinesis.put_records(StreamName=stream.name, Records=[GOOD] * 501)
    words = error.response["Error"]["Message"]
    rule = "at 'records' failed to satisfy constraint: Member must have length less than or equal to 500"
    assert words.endswith(rule), f"it says {words[-200:]!r}"


@book.case(
    "ExplicitHashKey 2^128: InvalidArgumentException with the range",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
)
def hash_key_out_of_range(env: Environment) -> None:
    stream, key = env.stream(), str(2**128)
    words = (
        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
        f"Specified value was {key}"
    )
    with refused("InvalidArgumentException", words):
        env.kinesis.put_record(StreamName=stream.name, Data=b"", PartitionKey="a", ExplicitHashKey=key)


@book.case(
    "Data one byte over 1 MiB: ValidationException with its length as Java shows it",
    kinesalite("putRecord"),
    recorded=f"{KINESALITE_ERA} (with the limits of then)",
)
def data_too_long(env: Environment) -> None:
    stream, size = env.stream(), 2**20 + 1
    shown = f"'java.nio.HeapByteBuffer[pos=0 lim={size} cap={size}]'"
    with refused_for(invalid(shown, "data", f"{TOO_LONG} {2**20}")):
        env.kinesis.put_record(StreamName=stream.name, Data=bytes(size), PartitionKey="k")


@book.case(
    "A number in place of a text: SerializationException",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=0,
)
def number_for_text(env: Environment) -> None:
    words = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String"
    with refused("SerializationException", words):
        env.unchecked("kinesis").describe_stream(StreamName=23)


@book.case(
    "A list in place of a text: SerializationException",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=0,
)
def list_for_text(env: Environment) -> None:
    with refused("SerializationException", "Start of list found where not expected"):
        env.unchecked("kinesis").describe_stream(StreamName=["s"])


@book.case(
    "A text in place of a number: SerializationException",
    kinesalite("createStream"),
    recorded=KINESALITE_ERA,
    shards=0,
)
def text_for_number(env: Environment) -> None:
    with refused("SerializationException", "class java.lang.String can not be converted to an Integer"):
        env.unchecked("kinesis").create_stream(StreamName="s", ShardCount="4")


@book.case(
    "A malformed request about a stream that isn't there is judged for its form first",
    kinesalite("splitShard"),
    recorded=KINESALITE_ERA,
    shards=0,
)
def form_before_stream(env: Environment) -> None:
    with refused("ValidationException"):
        env.unchecked("kinesis").put_record(
            StreamName=env.name(), Data=b"", PartitionKey="k", ExplicitHashKey="-1"
        )
