"""What an error in a handler becomes: the payload that Invoke returns and the lines in the log.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
"""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from lablib.simulator import limits

_LABLIB = str(Path(__file__).parents[3])


@dataclass(frozen=True, slots=True)
class Failure:
    """A function error. `usable` tells whether the process lives on."""

    payload: dict[str, Any]
    log: tuple[str, ...]
    usable: bool = True


def of_exception(error: BaseException, request_id: str) -> Failure:
    """What came out of the handler. Lambda's runtime catches an Exception; anything else ends the process:

    https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py
    """
    if isinstance(error, SystemExit):
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        return exited(code, request_id)
    linecache.checkcache()
    frames = traceback.extract_tb(error.__traceback__)
    stack = _Stack(each for each in frames if not each.filename.startswith(_LABLIB)).format()
    kind, said = type(error).__name__, _text(error)
    log = (f"[ERROR] {kind}: {said}", "Traceback (most recent call last):", *"".join(stack).splitlines())
    if not isinstance(error, Exception):
        return exited(1, request_id, log)
    payload = {"errorMessage": said, "errorType": kind, "requestId": request_id, "stackTrace": stack}
    return Failure(payload, log)


class _Stack(traceback.StackSummary):
    """Frames whose text is made once: Python parses a frame's source to underline the part that failed, and a
    handler fails at the same place for hours."""

    _texts: ClassVar[dict[tuple[Hashable, ...], str]] = {}

    def format_frame_summary(self, frame_summary: traceback.FrameSummary, **settings: Any) -> str:
        """The frame's lines in a traceback."""
        one = frame_summary
        source = linecache.getlines(one.filename)[(one.lineno or 1) - 1 : one.end_lineno]
        place = (one.filename, one.name, one.lineno, one.end_lineno, one.colno, one.end_colno, *source)
        if place not in self._texts:
            self._texts[place] = super().format_frame_summary(frame_summary, **settings)
        return self._texts[place]


def exited(code: int, request_id: str, log: tuple[str, ...] = ()) -> Failure:
    """The process ended, by `exit` or by what nothing catches; `log` is what it left."""
    said = f"RequestId: {request_id} Error: Runtime exited " + (
        f"with error: exit status {code}" if code else "without providing a reason"
    )
    payload = {"errorType": "Runtime.ExitError", "errorMessage": said}
    return Failure(payload, (*log, said), usable=False)


def timed_out(timeout_s: int, request_id: str, at_us: int) -> Failure:
    """The handler was still running at its timeout. Its process is ended, what it did so far is done."""
    said = f"Task timed out after {timeout_s:.2f} seconds"
    payload = {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: {said}"}
    at = datetime.fromtimestamp(at_us // limits.US_PER_S, UTC)
    at_ms = at_us // limits.US_PER_MS % 1_000
    return Failure(payload, (f"{at:%Y-%m-%dT%H:%M:%S}.{at_ms:03d}Z {request_id} {said}",), usable=False)


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
    most = limits.FUNCTION_RESPONSE_MAX_BYTES
    said = f"Response payload size exceeded maximum allowed payload size ({most} bytes)."
    payload = {"errorMessage": said, "errorType": "Function.ResponseSizeTooLarge"}
    return Failure(payload, (f"[ERROR] {said} It was {size_bytes} bytes.",))


def _text(error: BaseException) -> str:
    """What it says; an exception's own code may fail at that."""
    try:
        return str(error)
    except Exception as wrong:  # noqa: BLE001
        return f"<its text failed with {type(wrong).__name__}>"
