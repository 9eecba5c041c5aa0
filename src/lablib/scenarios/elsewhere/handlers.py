"""Two handlers that the labs and many blog posts recommend, each for one source. Shown in lab 10 as they are.

An event of SQS has the message in `body` and its name in `messageId`; one of Kinesis has base64 in
`kinesis.data` and its name in `kinesis.sequenceNumber`. `data_of` and `id_of` read either.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

Record = dict[str, Any]
Response = dict[str, list[dict[str, str]]]
Book = Callable[[bytes], None]


def data_of(record: Record) -> bytes:
    """What the producer wrote."""
    if record["eventSource"] == "aws:sqs":
        return str(record["body"]).encode()
    return base64.b64decode(record["kinesis"]["data"])


def id_of(record: Record) -> str:
    """The name that batchItemFailures knows it by."""
    if record["eventSource"] == "aws:sqs":
        return str(record["messageId"])
    return str(record["kinesis"]["sequenceNumber"])


def stop_at_the_first(event: Record, book: Book) -> Response:
    for record in event["Records"]:
        try:
            book(data_of(record))
        except Exception:  # noqa: BLE001 - whatever it is, the record isn't booked
            return {"batchItemFailures": [{"itemIdentifier": id_of(record)}]}
    return {"batchItemFailures": []}


def report_all(event: Record, book: Book) -> Response:
    failed = []
    for record in event["Records"]:
        try:
            book(data_of(record))
        except Exception:  # noqa: BLE001 - whatever it is, the record isn't booked
            failed.append({"itemIdentifier": id_of(record)})
    return {"batchItemFailures": failed}
