"""Batches of other services in which single entries fail: what the fault `entries_fail` makes of them.

moto carries out every valid entry of these operations. So an entry that is to fail never gets to moto: it's
taken out of the request, and put into the answer in the service's own way. Kinesis's queues are neither
moto's nor ours, so the whole answer is made here.

The codes are documented: PutRecordBatch, PutEvents, SendMessageBatch, BatchWriteItem, WriteRecords and
AcknowledgeQueueRecords under https://docs.aws.amazon.com/. Which of them a service picks is a model.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from lablib.simulator.api.wire import JSON_HEADERS, Answer

Body = dict[str, Any]
Entry = dict[str, Any]
Hits = Callable[[Entry], bool | str]
"""Whether this entry of a request fails; a text is the code that it fails with, where the answer has one."""
CarryOut = Callable[[Body], Answer | None]
"""Hands the rest of a request to whoever answers the service."""


class Batch(Protocol):
    """How one operation carries entries, and how its answer tells of those that failed."""

    def answer(self, body: Body, hits: Hits, carry_out: CarryOut) -> Answer | None:
        """The answer to a request of which the entries that `hits` picks fail; None if nobody answers."""


@dataclass(frozen=True, slots=True)
class ByIndex:
    """A result for each entry, in their order; one that failed has an ErrorCode."""

    entries: str
    results: str
    failed_count: str
    code: str

    def answer(self, body: Body, hits: Hits, carry_out: CarryOut) -> Answer | None:
        """The results of the entries that were carried out, and between them those of the others."""
        failed = [hits(entry) for entry in body[self.entries]]
        kept = [entry for entry, fails in zip(body[self.entries], failed, strict=True) if not fails]
        answer: Answer | None = _json(200, {self.results: []})
        if kept or not failed:  # a request without entries is the service's to refuse
            answer = carry_out(body | {self.entries: kept})
        if answer is None or answer.status != 200:
            return answer
        said = json.loads(answer.body)
        results = iter(said[self.results])
        said[self.results] = [self._error(fails) if fails else next(results) for fails in failed]
        said[self.failed_count] = said.get(self.failed_count, 0) + sum(map(bool, failed))
        return _json(200, said)

    def _error(self, fails: bool | str) -> Entry:
        code = fails if isinstance(fails, str) else self.code
        return {"ErrorCode": code, "ErrorMessage": "This entry was not taken."}


@dataclass(frozen=True, slots=True)
class ById:
    """Two lists, Successful and Failed, in which an entry is named by the field `id_`.

    `is_made_here`: nobody else answers this operation, so what doesn't fail is named as successful.
    """

    id_: str
    error: Entry
    is_made_here: bool = False

    def answer(self, body: Body, hits: Hits, carry_out: CarryOut) -> Answer | None:
        """What was carried out, and the others under Failed."""
        failed = [entry for entry in body["Entries"] if hits(entry)]
        kept = [entry for entry in body["Entries"] if entry not in failed]
        named = [{self.id_: entry[self.id_]} for entry in kept]
        answer: Answer | None = _json(200, {"Successful": named if self.is_made_here else []})
        if (kept or not failed) and not self.is_made_here:
            answer = carry_out(body | {"Entries": kept})
        if answer is None or answer.status != 200:
            return answer
        said = json.loads(answer.body)
        errors = [{self.id_: entry[self.id_]} | self.error for entry in failed]
        return _json(200, said | {"Failed": [*said.get("Failed", []), *errors]})


@dataclass(frozen=True, slots=True)
class HandedBack:
    """BatchWriteItem: the requests that weren't carried out come back, without a code and in no order."""

    def answer(self, body: Body, hits: Hits, carry_out: CarryOut) -> Answer | None:
        """The rest is written. If nothing is, the whole call is throttled, as DynamoDB documents it."""
        tables: dict[str, list[Entry]] = body["RequestItems"]
        failed = {table: [each for each in many if hits(each)] for table, many in tables.items()}
        kept = {table: [each for each in many if each not in failed[table]] for table, many in tables.items()}
        if any(failed.values()) and not any(kept.values()):
            message = "The level of configured provisioned throughput for the table was exceeded."
            return _json(400, {"__type": "ProvisionedThroughputExceededException", "message": message})
        answer = carry_out(body | {"RequestItems": {table: many for table, many in kept.items() if many}})
        if answer is None or answer.status != 200:
            return answer
        back = {table: many[::-1] for table, many in failed.items() if many}
        return _json(200, json.loads(answer.body) | {"UnprocessedItems": back})


@dataclass(frozen=True, slots=True)
class Raised:
    """WriteRecords: the rest is written, and the call raises RejectedRecordsException all the same."""

    def answer(self, body: Body, hits: Hits, carry_out: CarryOut) -> Answer | None:
        """An error that names the records by their index."""
        failed = [index for index, record in enumerate(body["Records"]) if hits(record)]
        kept = [record for index, record in enumerate(body["Records"]) if index not in failed]
        nothing_left = failed and not kept
        answer = _json(200, {}) if nothing_left else carry_out(body | {"Records": kept})
        if answer is None or answer.status != 200 or not failed:
            return answer
        reason = "The record timestamp is outside the time range of the memory store."
        said = {
            "__type": "RejectedRecordsException",
            "Message": "One or more records have been rejected. See RejectedRecords for details.",
            "RejectedRecords": [{"RecordIndex": index, "Reason": reason} for index in failed],
        }
        return _json(419, said)


_THROTTLED = {"SenderFault": False, "Code": "InternalError", "Message": "Try again."}
_NOT_NOW = {"ErrorCode": "InternalFailure", "ErrorMessage": "Try again."}
BATCHES: dict[str, dict[str, Batch]] = {
    "dynamodb": {"BatchWriteItem": HandedBack()},
    "events": {"PutEvents": ByIndex("Entries", "Entries", "FailedEntryCount", "ThrottlingException")},
    "firehose": {
        "PutRecordBatch": ByIndex(
            "Records", "RequestResponses", "FailedPutCount", "ServiceUnavailableException"
        )
    },
    "kinesis": {"AcknowledgeQueueRecords": ById("ReceiptHandle", _NOT_NOW, is_made_here=True)},
    "sqs": {"SendMessageBatch": ById("Id", _THROTTLED), "DeleteMessageBatch": ById("Id", _THROTTLED)},
    "timestream-write": {"WriteRecords": Raised()},
}
"""What `entries_fail` can hit: boto3's name of a service, and its operations."""
_PREFIXES = {
    "AWSEvents": "events",
    "AmazonSQS": "sqs",
    "DynamoDB_20120810": "dynamodb",
    "Firehose_20150804": "firehose",
    "Kinesis_20131202": "kinesis",
    "Timestream_20181101": "timestream-write",
}
"""The first half of X-Amz-Target, as botocore's models have it."""


def batch_of(target: str) -> tuple[str, str, Batch] | None:
    """Service, operation and batch of an X-Amz-Target such as `AmazonSQS.SendMessageBatch`."""
    prefix, _, operation = target.partition(".")
    service = _PREFIXES.get(prefix, "")
    batch = BATCHES.get(service, {}).get(operation)
    return None if batch is None else (service, operation, batch)


def _json(status: int, said: Body) -> Answer:
    return Answer(status, JSON_HEADERS.copy(), json.dumps(said).encode())
