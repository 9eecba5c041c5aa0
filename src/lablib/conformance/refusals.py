"""An error that AWS answers with: its code and its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError


@contextmanager
def refused(code: str, message: str | None = None, status: int = 400) -> Iterator[ClientError]:
    """The block must end with this error. The words are compared where they are given.

    Yields an empty ClientError that holds the answer after the block.
    """
    seen = ClientError({}, "")
    try:
        yield seen
    except ClientError as error:
        seen.response = error.response
        found = error.response["Error"]
        shown = f"{found.get('Code')}: {found.get('Message')}"
        assert found.get("Code") == code, f"answered {shown}, not {code}"
        assert message in (None, found.get("Message")), f"answered {shown!r}, not {message!r}"
        answered = error.response["ResponseMetadata"]["HTTPStatusCode"]
        assert answered == status, f"answered {code} with HTTP {answered}, not {status}"
        return
    raise AssertionError(f"was accepted, not refused with {code}")


def invalid(value: str, member: str, rule: str) -> str:
    """One violation in the words of a ValidationException; `value` as AWS shows it."""
    return f"Value {value} at '{member}' failed to satisfy constraint: {rule}"


@contextmanager
def refused_for(*violations: str) -> Iterator[None]:
    """The block must end with a ValidationException that lists these violations, in whatever order."""
    with refused("ValidationException") as error:
        yield
    message = error.response["Error"]["Message"]
    many = "s" if len(violations) > 1 else ""
    head = f"{len(violations)} validation error{many} detected: "
    assert message.startswith(head), f"answered {message!r}, not {head!r}"
    listed = sorted(message.removeprefix(head).split("; "))
    assert listed == sorted(violations), f"listed {listed}, not {sorted(violations)}"
