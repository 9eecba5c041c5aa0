"""Shard iterators: a position in a shard, as an opaque text that is good for 300 s.

Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html
The error texts were recorded from AWS by the authors of kinesalite (https://github.com/mhart/kinesalite).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import call_rates, sealed_tokens
from lablib.simulator.kinesis.operations.dry_run import end_dry_run
from lablib.simulator.kinesis.operations.put import THROTTLED, rate_exceeded
from lablib.simulator.kinesis.state import retention
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.sequence_numbers import decode
from lablib.simulator.kinesis.state.shard import Shard, full_shard_id
from lablib.simulator.kinesis.state.stream import Stream

BY_SEQUENCE = ("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")
_HEAD = struct.Struct(">QQQIQ")
_FORM = 1


@dataclass(frozen=True, slots=True)
class ShardIterator:
    """What a shard iterator stands for: read on at `position` of the shard's log."""

    stream_name: str
    stream_created_us: int
    """Tells a stream from a later one of the same name."""
    shard_index: int
    position: int
    issued_us: int

    @property
    def shard_id(self) -> str:
        """As the API names it."""
        return f"shardId-{self.shard_index:012d}"

    def to_token(self) -> str:
        """The text that a reader gets."""
        head = _HEAD.pack(_FORM, self.issued_us, self.stream_created_us, self.shard_index, self.position)
        return sealed_tokens.seal(head + self.stream_name.encode())


def from_token(token: str) -> ShardIterator:
    """The iterator behind a text. Raises `InvalidArgumentException` for one that was never issued.

    A pair of quotes around it is no harm, as LocalStack found on AWS in
    `test_get_records_shard_iterator_with_surrounding_quotes`: they come with the output of the AWS CLI.
    """
    quoted = len(token) > 1 and token[0] == token[-1] == '"'
    try:
        body = sealed_tokens.unseal(token[1:-1] if quoted else token)
        form, issued_us, created_us, shard_index, position = _HEAD.unpack_from(body)
    except (struct.error, ValueError) as error:
        raise _invalid() from error
    if form != _FORM:
        raise _invalid()
    return ShardIterator(body[_HEAD.size :].decode(), created_us, shard_index, position, issued_us)


def resolve(region: Region, iterator: ShardIterator, now_us: int) -> tuple[Stream, Shard]:
    """The stream and the shard that an iterator points into, trimmed to `now_us`.

    Raises `ExpiredIteratorException` later than 300 s after it was issued, `ResourceNotFoundException` if the
    shard is gone.
    """
    _check_age(iterator, now_us)
    stream = region.streams.get(iterator.stream_name)
    if stream is None or stream.created_us != iterator.stream_created_us:
        raise _no_such_shard(iterator.stream_name, iterator.shard_id)
    retention.trim(region, stream, now_us)
    return stream, find_shard(stream, iterator.shard_id)


def get_shard_iterator(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Where to start reading a shard. The answer can be used again and again within its life."""
    stream = _find_stream(region, params)
    retention.trim(region, stream, now_us)
    shard = find_shard(stream, full_shard_id(params["ShardId"]))
    position = start_position(stream, shard, params, now_us)
    end_dry_run(region, stream, params, now_us)
    counted, most = f"{stream.name}/{shard.id}", limits.GET_SHARD_ITERATOR_CALLS_PER_S
    if not call_rates.take(region, "GetShardIterator", counted, most, now_us):
        raise AwsError(THROTTLED, rate_exceeded(stream, shard))
    iterator = ShardIterator(stream.name, stream.created_us, shard.index, position, now_us)
    return {"ShardIterator": iterator.to_token()}


def _find_stream(region: Region, params: Params) -> Stream:
    """Of a stream that isn't there AWS says that it has no such shard, as kinesalite's author recorded."""
    name = params.get("StreamName")
    if name is not None and name not in region.streams:
        raise _no_such_shard(name, full_shard_id(params["ShardId"]))
    return region.find_readable(params)


def start_position(stream: Stream, shard: Shard, params: Params, now_us: int) -> int:
    """The position in the shard's log that `ShardIteratorType` and its companions mean now."""
    kind: str = params["ShardIteratorType"]
    number: str | None = params.get("StartingSequenceNumber")
    if (kind in BY_SEQUENCE) != (number is not None):
        raise _wrong_combination(kind, number)
    log = shard.log
    if kind == "TRIM_HORIZON":
        return log.first
    if kind == "LATEST":
        return log.end
    if number is None:
        return log.position_at_time(_start_ms(params, now_us) * limits.US_PER_MS)
    sequence = _checked_sequence(stream, shard, number)
    if kind == "AT_SEQUENCE_NUMBER":
        return log.position_at_sequence(sequence)
    return log.position_after_sequence(sequence)


OPERATIONS: dict[str, Operation] = {"GetShardIterator": get_shard_iterator}


def find_shard(stream: Stream, shard_id: str) -> Shard:
    """The shard of this id. Raises `ResourceNotFoundException` if there is none, or none any more."""
    shard = stream.shard(shard_id)
    if shard is None:
        raise _no_such_shard(stream.name, shard_id)
    return shard


def _check_age(iterator: ShardIterator, now_us: int) -> None:
    life_us = limits.ITERATOR_LIFE_S * limits.US_PER_S
    if now_us - iterator.issued_us > life_us:
        created, now = _as_java_writes(iterator.issued_us), _as_java_writes(now_us)
        raise AwsError(
            "ExpiredIteratorException",
            f"Iterator expired. The iterator was created at time {created} while right now it is {now} "
            "which is further in the future than "
            f"the tolerated delay of {life_us // limits.US_PER_MS} milliseconds.",
        )


def _no_such_shard(stream_name: str, shard_id: str) -> AwsError:
    return AwsError(
        "ResourceNotFoundException",
        f"Shard {shard_id} in stream {stream_name} under account {limits.ACCOUNT_ID} does not exist",
    )


def _start_ms(params: Params, now_us: int) -> int:
    """`Timestamp` in whole milliseconds since the epoch, the precision that AWS gives it."""
    if params.get("Timestamp") is None:
        raise AwsError(
            "InvalidArgumentException",
            "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. "
            "Current request has no timestamp parameter.",
        )
    at_us: int = round(params["Timestamp"] * limits.US_PER_S)
    at_ms = at_us // limits.US_PER_MS
    now_ms = now_us // limits.US_PER_MS
    if at_ms > now_ms:
        raise AwsError(
            "InvalidArgumentException",
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
            f"timestampInMillis: {at_ms}, currentTimestampInMillis: {now_ms}",
        )
    return at_ms


def _checked_sequence(stream: Stream, shard: Shard, number: str) -> int:
    """A sequence number as an integer, if this very shard can have issued it."""
    used = (
        f"StartingSequenceNumber {number} used in GetShardIterator on shard {shard.id} "
        f"in stream {stream.name} under account {limits.ACCOUNT_ID} is invalid"
    )
    try:
        fields = decode(int(number))
    except ValueError as error:
        raise AwsError("InvalidArgumentException", f"{used}.") from error
    if fields.shard_index != shard.index:
        raise AwsError(
            "InvalidArgumentException",
            f"Invalid StartingSequenceNumber. It encodes shardId-{fields.shard_index:012d}, "
            f"while it was used in a call to a shard with {shard.id}",
        )
    if fields.shard_created_s != shard.created_us // limits.US_PER_S:
        raise AwsError("InvalidArgumentException", f"{used} because it did not come from this stream.")
    return int(number)


def _wrong_combination(kind: str, number: str | None) -> AwsError:
    given = "no StartingSequenceNumber" if number is None else "also a StartingSequenceNumber"
    return AwsError(
        "InvalidArgumentException",
        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
        f"(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified {kind} and {given}.",
    )


def _invalid() -> AwsError:
    return AwsError("InvalidArgumentException", "Invalid ShardIterator.")


def _as_java_writes(at_us: int) -> str:
    """Thu Jan 22 01:22:02 UTC 2015, in English whatever the locale."""
    at = datetime.fromtimestamp(at_us // limits.US_PER_S, UTC)
    return f"{at.ctime()[:7]} {at:%d %H:%M:%S} UTC {at.year}"
