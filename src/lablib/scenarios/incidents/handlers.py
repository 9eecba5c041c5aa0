"""The versions of the booking function, and two functions beside it. The learner reads this code.

Each is a plain handler. `read` and `price` stand for the libraries that all versions share.
"""

from __future__ import annotations

import base64
import gzip
import json
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from lablib.scenarios.incidents.books import books
from lablib.traffic.price_list import USD_PER_MILLION_TOKENS

FUNCTION, MISSING, COPY = "book-usage", "book-missing", "book-usage-copy"
SPARE_MS = 20_000
GZIP = b"\x1f\x8b"
SETTLED_S = 60
"""`book-missing` leaves younger events to `book-usage`."""
DISCOUNT = {"chat": 0.9}
"""By the first word of the model."""


def read(record: dict[str, Any]) -> dict[str, Any]:
    """The usage event in a record. Raises ValueError for data that isn't JSON."""
    usage: dict[str, Any] = json.loads(base64.b64decode(record["kinesis"]["data"]))
    return usage


def price(usage: dict[str, Any]) -> float:
    """Dollars for a usage event. Raises KeyError for one that lacks a field, or whose model has no price."""
    per_in, per_out = USD_PER_MILLION_TOKENS[usage["model"]]
    return float(usage["tokens_in"] * per_in + usage["tokens_out"] * per_out) / 1_000_000


def flat(usage: dict[str, Any]) -> dict[str, Any]:
    """Of an event of either schema, with its tokens beside everything else."""
    tokens = usage.get("tokens")
    return usage if tokens is None else usage | {"tokens_in": tokens["in"], "tokens_out": tokens["out"]}


def book_usage(event: Any, context: Any) -> None:
    """Price the whole batch before the first line is written: a batch is booked as a whole or not at all."""
    lines = [(usage["event_id"], price(usage)) for usage in map(read, event["Records"])]
    for event_id, usd in lines:
        books.put(event_id, usd)


def book_with_discount(event: Any, context: Any) -> None:
    """As `book_usage`, with the new discount. One bad event doesn't hold up the others any more."""
    for record in event["Records"]:
        try:
            usage = read(record)
            discount = DISCOUNT[usage["model"].split("-")[0]]
            books.put(usage["event_id"], price(usage) * discount)
        except Exception as error:  # noqa: BLE001
            number = record["kinesis"]["sequenceNumber"]
            print(f"ERROR {number[-9:]} was not booked: {error!r}")  # noqa: T201


def book_both_schemas(event: Any, context: Any) -> None:
    """As `book_usage`, and it knows the events whose tokens are nested."""
    lines = [(usage["event_id"], price(flat(usage))) for usage in map(read, event["Records"])]
    for event_id, usd in lines:
        books.put(event_id, usd)


def book_missing(event: Any, context: Any) -> None:
    """For a replay: book what has no line yet, and leave the last minute to `book-usage`."""
    for record in event["Records"]:
        if time.time() - record["kinesis"]["approximateArrivalTimestamp"] < SETTLED_S:
            continue
        usage = flat(read_any(record))
        books.put_once(usage["event_id"], price(usage))


def book_once(event: Any, context: Any) -> None:
    """As `book_usage`, each line with a conditional write: an event that comes again is no second line."""
    lines = [(usage["event_id"], price(usage)) for usage in map(read_any, event["Records"])]
    for event_id, usd in lines:
        books.put_once(event_id, usd)


def book_until_deadline(event: Any, context: Any) -> dict[str, Any]:
    """As `book_once`, and it stops before its time is over and reports where."""
    for record in event["Records"]:
        if context.get_remaining_time_in_millis() < SPARE_MS:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
        usage = read_any(record)
        books.put_once(usage["event_id"], price(usage))
    return {"batchItemFailures": []}


def read_any(record: dict[str, Any]) -> dict[str, Any]:
    """As `read`, for plain JSON and for gzip."""
    data = base64.b64decode(record["kinesis"]["data"])
    usage: dict[str, Any] = json.loads(gzip.decompress(data) if data[:2] == GZIP else data)
    return usage


def look_at(event: Any, context: Any) -> None:
    """Another team's function."""


class Version(NamedTuple):
    """One version that the pipeline can deploy."""

    handler: Callable[[Any, Any], Any]
    says: str


VERSIONS = {
    "v41": Version(book_usage, "prices a batch, then writes it; raises for an event that it can't price"),
    "v42": Version(book_with_discount, "v41 with the chat discount; logs what fails and goes on"),
    "v43": Version(book_both_schemas, "v41 that reads tokens_in and nested tokens alike"),
    "v44": Version(book_once, "v41 with conditional writes; reads plain JSON and gzip"),
    "v45": Version(book_until_deadline, "v44 that stops before its timeout and reports where"),
}
"""By name, oldest first."""
