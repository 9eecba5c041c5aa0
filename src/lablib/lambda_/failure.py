"""What an error in a handler becomes: the payload that Invoke returns and the lines in the log.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
"""

from __future__ import annotations

import linecache
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lablib import limits

_LABLIB = str(Path(__file__).parents[1])


@dataclass(frozen=True, slots=True)
class Failure:
    """A function error. `usable` tells whether the process lives on."""

    payload: dict[str, Any]
    log: tuple[str, ...]
    usable: bool = True


def of_exception(error: BaseException, request_id: str) -> Failure:
    """An exception that came out of the handler; SystemExit ends the process."""
    if isinstance(error, SystemExit):
        return exited(error, request_id)
    linecache.checkcache()
    frames = traceback.extract_tb(error.__traceback__)
    stack = traceback.format_list([each for each in frames if not each.filename.startswith(_LABLIB)])
    kind = type(error).__name__
    payload = {"errorMessage": str(error), "errorType": kind, "requestId": request_id, "stackTrace": stack}
    log = (f"[ERROR] {kind}: {error}", "Traceback (most recent call last):", *"".join(stack).splitlines())
    return Failure(payload, log)


def exited(error: SystemExit, request_id: str) -> Failure:
    """The handler called exit."""
    code = error.code if isinstance(error.code, int) else int(error.code is not None)
    said = f"RequestId: {request_id} Error: Runtime exited " + (
        f"with error: exit status {code}" if code else "without providing a reason"
    )
    return Failure({"errorType": "Runtime.ExitError", "errorMessage": said}, (said,), usable=False)


def timed_out(timeout_s: float, request_id: str) -> Failure:
    """The handler was still running at its timeout. Its process is ended, what it did so far is done."""
    said = f"Task timed out after {timeout_s:.2f} seconds"
    payload = {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: {said}"}
    return Failure(payload, (f"{request_id} {said}",), usable=False)


def not_json(error: Exception, request_id: str) -> Failure:
    """The handler returned what no JSON can say."""
    said = f"Unable to marshal response: {error}"
    payload = {
        "errorMessage": said,
        "errorType": "Runtime.MarshalError",
        "requestId": request_id,
        "stackTrace": [],
    }
    return Failure(payload, (f"[ERROR] Runtime.MarshalError: {said}",))


def too_large(size_bytes: int) -> Failure:
    """The handler returned more than a response may hold."""
    most = limits.FUNCTION_PAYLOAD_MAX_BYTES
    said = f"Response payload size exceeded maximum allowed payload size ({most} bytes)."
    payload = {"errorMessage": said, "errorType": "Function.ResponseSizeTooLarge"}
    return Failure(payload, (f"[ERROR] {said} It was {size_bytes} bytes.",))
