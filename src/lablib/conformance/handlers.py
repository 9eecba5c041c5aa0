"""Lambda functions for the cases. Each stands alone: on AWS its source is what is uploaded."""

from __future__ import annotations

from typing import Any


def succeed(event: dict[str, Any], context: Any) -> None:
    """Take every batch."""


def fail(event: dict[str, Any], context: Any) -> None:
    """Fail with every batch."""
    raise RuntimeError("this function always fails")


def fail_on_bad(event: dict[str, Any], context: Any) -> None:
    """Fail with a batch that has the record `bad` in it."""
    import base64

    if any(base64.b64decode(each["kinesis"]["data"]) == b"bad" for each in event["Records"]):
        raise RuntimeError("a bad record")


def report_bad(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Report the records `bad` as batch item failures."""
    import base64

    bad = [
        each["kinesis"]["sequenceNumber"]
        for each in event["Records"]
        if base64.b64decode(each["kinesis"]["data"]) == b"bad"
    ]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in bad]}


def report_last_and_bad(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Report the last record, and then `bad`, in this order."""
    import base64

    numbers = [each["kinesis"]["sequenceNumber"] for each in event["Records"]]
    bad = [
        each["kinesis"]["sequenceNumber"]
        for each in event["Records"]
        if base64.b64decode(each["kinesis"]["data"]) == b"bad"
    ]
    return {
        "batchItemFailures": [{"itemIdentifier": number} for number in [numbers[-1], *bad]] if bad else []
    }


def answer_empty_text(event: dict[str, Any], context: Any) -> str:
    """An empty text."""
    return ""


def answer_empty_list(event: dict[str, Any], context: Any) -> list[Any]:
    """An empty list."""
    return []


def answer_empty_object(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """An object without members."""
    return {}


def answer_no_failures(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """No batch item failures."""
    return {"batchItemFailures": []}


def answer_null_failures(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """null in place of the list."""
    return {"batchItemFailures": None}


def answer_empty_identifier(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """An empty identifier."""
    return {"batchItemFailures": [{"itemIdentifier": ""}]}


def answer_null_identifier(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """null as the identifier."""
    return {"batchItemFailures": [{"itemIdentifier": None}]}


def answer_foo(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """An entry with another key."""
    return {"batchItemFailures": [{"foo": event["Records"][0]["kinesis"]["sequenceNumber"]}]}


def answer_foo_null(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """An entry with another key, and null."""
    return {"batchItemFailures": [{"foo": None}]}


def answer_123(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The identifier of no record in the batch."""
    return {"batchItemFailures": [{"itemIdentifier": "123"}]}
