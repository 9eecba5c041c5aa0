"""What an error in a handler becomes: the payload that Invoke returns and the lines in the log.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

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
    stack = _stack_of(error.__traceback__)
    kind, said = type(error).__name__, _text(error)
    log = (f"[ERROR] {kind}: {said}", "Traceback (most recent call last):", *"".join(stack).splitlines())
    if not isinstance(error, Exception):
        return exited(1, request_id, log)
    payload = {"errorMessage": said, "errorType": kind, "requestId": request_id, "stackTrace": stack}
    return Failure(payload, log)


def _stack_of(at: TracebackType | None) -> list[str]:
    """The frames of the learner's code, outermost first, each as Python writes it."""
    stack = _Stack()
    while at is not None:
        if not at.tb_frame.f_code.co_filename.startswith(_LABLIB):
            stack.append(_frame_at(at))
        at = at.tb_next
    return stack.format()


def _frame_at(at: TracebackType) -> _Frame:
    """The frame, made once for each place in a handler's code: it fails at the same place for hours."""
    code = at.tb_frame.f_code
    place = id(code), at.tb_lasti
    if place not in _frames:
        one = traceback.extract_tb(at, limit=1)
        _frames[place] = _Frame(code, *one, *one.format())
    return _frames[place]


class _Frame(traceback.FrameSummary):
    """A frame that knows its text: Python parses the source to underline the part of a line that failed."""

    __slots__ = ("_code", "text")

    def __init__(self, code: CodeType, frame: traceback.FrameSummary, text: str) -> None:
        super().__init__(frame.filename, frame.lineno, frame.name, line=frame.line)
        self._code = code  # as long as it is kept, its id is nobody else's
        self.text = text


class _Stack(traceback.StackSummary):
    """Tells a function that calls itself in few lines, as Python does."""

    def format_frame_summary(self, frame_summary: traceback.FrameSummary, **settings: Any) -> str:
        """The frame's lines in a traceback."""
        assert isinstance(frame_summary, _Frame)
        return frame_summary.text


_frames: dict[tuple[int, int], _Frame] = {}


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
