"""What went over the wire of Kinesis: the fuzz's own knowledge of what was stored, counted and has expired.

It reads requests and answers at the service's door, so it also knows an answer that the network then lost. It
shares no code with the ledger, the metrics or the retention that it is held against.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lablib.simulator import limits
from lablib.simulator.api.wire import Answer, Exchange, Service

MINUTE_US = 60 * limits.US_PER_S
THROTTLED = "ProvisionedThroughputExceededException"
FAILED_CALL = "InternalFailureException"
FOREVER_US = 2**62


class Copy(NamedTuple):
    """One record in one shard, as the answer to its put told."""

    sequence: int
    number: int
    key: str
    arrival_us: int
    shard_id: str
    order: int
    """Its place among all copies of the stream."""


@dataclass
class Life:
    """A stream from its CreateStream to its end; a later one of the same name is another life."""

    name: str
    copies: list[Copy] = field(default_factory=list)
    retentions: list[tuple[int, int]] = field(default_factory=lambda: [(0, 24)])
    """(from when, hours)."""
    ends_us: int = FOREVER_US
    spread: bool = False
    """Whether records of one key were ever placed on any shard: distribution AUTO."""

    def floor_us(self, now_us: int) -> int:
        """Whatever arrived before has expired by now, under this retention or under a former one."""
        if now_us >= self.ends_us:
            return FOREVER_US
        changes = [at_us for at_us, _ in self.retentions[1:]] + [now_us]
        return max(
            min(end_us, now_us) - hours * limits.S_PER_HOUR * limits.US_PER_S
            for (at_us, hours), end_us in zip(self.retentions, changes, strict=True)
            if at_us <= now_us
        )


class WireTap:
    """Stands before the service, and hands everything on."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.lives: dict[str, Life] = {}
        """By name, the latest of each."""
        self.former: list[Life] = []
        self.numbers: set[int] = set()
        """Of the records that were stored at least once."""
        self.copies = 0
        self.rejected: Counter[str] = Counter()
        """Single records that the service turned away, by code."""
        self.sums: Counter[tuple[str, str, int]] = Counter()
        """What CloudWatch has to show: by stream, metric and minute."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """As the service answers."""
        answer = self._service.answer(exchange, now_us)
        request = json.loads(exchange.request.body)
        note = NOTES.get(exchange.operation)
        if note is not None:
            name = request.get("StreamName") or request["StreamARN"].rpartition("/")[2]
            note(self, name, request, json.loads(answer.body or b"{}"), answer.status, now_us)
        return answer

    # --- what is noted of each operation -------------------------------------------------------------

    def _created(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        if status == 200:
            if name in self.lives:
                self.former.append(self.lives[name])
            self.lives[name] = Life(name)

    def _deleted(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        if status == 200:
            self.lives[name].ends_us = now_us + round(limits.DELETE_STREAM_S * limits.US_PER_S)

    def _distributed(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        self.lives[name].spread |= status == 200

    def _retained(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        if status == 200:
            effect_us = now_us + round(limits.UPDATE_STREAM_S * limits.US_PER_S)
            self.lives[name].retentions.append((effect_us, request["RetentionPeriodHours"]))

    def _put_records(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        if status != 200:
            return
        results = list(zip(request["Records"], answer["Records"], strict=True))
        codes = Counter(result.get("ErrorCode") for _, result in results)
        for entry, result in results:
            if "ErrorCode" not in result:
                self._stored(name, entry, result, now_us)
        self.rejected.update({code: count for code, count in codes.items() if code})
        assert answer["FailedRecordCount"] == len(results) - codes[None]
        self._count(name, now_us, "WriteProvisionedThroughputExceeded", codes[THROTTLED])
        self._count(name, now_us, "PutRecords.ThrottledRecords", codes[THROTTLED])
        self._count(name, now_us, "PutRecords.FailedRecords", codes["InternalFailure"])
        self._count(name, now_us, "PutRecords.TotalRecords", len(results))
        self._count(name, now_us, "PutRecords.SuccessfulRecords", codes[None])
        self._count(name, now_us, "PutRecords.Success", min(codes[None], 1))

    def _put_record(self, name: str, request: Any, answer: Any, status: int, now_us: int) -> None:
        code = answer.get("__type")
        if code is None:
            self._stored(name, request, answer, now_us)
            self._count(name, now_us, "PutRecord.Success", 1)
        elif code in (THROTTLED, FAILED_CALL):
            self.rejected[code.removesuffix("Exception") if code == FAILED_CALL else code] += 1
            self._count(name, now_us, "WriteProvisionedThroughputExceeded", int(code == THROTTLED))

    def _stored(self, name: str, entry: Any, result: Any, now_us: int) -> None:
        data, key = base64.b64decode(entry["Data"]), entry["PartitionKey"]
        number = number_of(data)
        sequence, shard_id = int(result["SequenceNumber"]), result["ShardId"]
        copies = self.lives[name].copies
        copies.append(Copy(sequence, number, key, now_us, shard_id, len(copies)))
        self.numbers.add(number)
        self.copies += 1
        self._count(name, now_us, "IncomingRecords", 1)
        self._count(name, now_us, "IncomingBytes", len(data) + len(key))

    def _count(self, name: str, now_us: int, metric: str, count: int) -> None:
        if count:
            self.sums[name, metric, now_us // MINUTE_US] += count


NOTES: dict[str, Callable[..., None]] = {
    "CreateStream": WireTap._created,
    "DeleteStream": WireTap._deleted,
    "IncreaseStreamRetentionPeriod": WireTap._retained,
    "DecreaseStreamRetentionPeriod": WireTap._retained,
    "UpdateStreamRecordDistributionStrategy": WireTap._distributed,
    "PutRecord": WireTap._put_record,
    "PutRecords": WireTap._put_records,
}
"""By operation: `(tap, stream, request, answer, HTTP status, now_us)`."""


def content_of(number: int) -> bytes:
    """The data of a record: its number, and what a filter can go by."""
    return json.dumps({"number": number, "even": number % 2 == 0}).encode()


def number_of(data: bytes) -> int:
    """The number of a record."""
    return int(json.loads(data)["number"])
