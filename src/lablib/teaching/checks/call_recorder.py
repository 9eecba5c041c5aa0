"""What a learner's function did while it ran: its put calls, what it logged, what it printed."""

from __future__ import annotations

import contextlib
import io
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient

from lablib.simulator.clock.clock import Clock
from lablib.teaching.checks.message_catalogue import line
from lablib.traffic import event_id_of

MOST_PRINTED_CHARS = 1_000_000
LINES_SHOWN = 10
WARNINGS_KEPT = 1_000
CHARS_SHOWN = 1_000

_PUTS = ("PutRecords", "PutRecord")
_NOT_THE_LEARNERS = ("boto3", "botocore", "urllib3", "lablib")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a call, as the learner's code gave it."""

    id: Any
    data: bytes
    key: Any


@dataclass(slots=True)
class Call:
    """One call of a client's method, botocore's own retries included. Times are virtual."""

    entries: list[Entry]
    began_us: int
    ended_us: int = 0
    failures: dict[Any, str] = field(default_factory=dict)
    """Id and error code of each record that this call did not store."""
    error: BaseException | None = None
    """What the call raised: then it stored nothing."""
    stream: str = ""
    """The stream's name, or the end of its ARN."""


class Witness:
    """Everything seen. `trouble` goes one step on before each put; `contents` are those that a put may carry.

    After `most_calls` calls, or `most_entries` records in them, or a flood of print, the world comes to its
    end: such code never stops by itself.
    """

    def __init__(
        self,
        clock: Clock,
        trouble: Iterator[None],
        most_calls: int,
        most_entries: int,
        contents: Iterable[bytes] = (),
    ) -> None:
        self.calls: list[Call] = []
        self.requests = 0
        """Calls of any operation in the flow called `flow`."""
        self.flow = ""
        self.warnings = 0
        """Log records at WARNING or above."""
        self.warned: list[str] = []
        """What the first of them say."""
        self.paper = _Paper(self._end)
        self._contents = {content: content for content in contents}
        self._clock = clock
        self._trouble = trouble
        self._calls_left = most_calls
        self._entries_left = most_entries

    def _call(self, client: Any, operation: str, params: dict[str, Any]) -> Any:
        """Carry out one call, and write it down if it is a put."""
        entries = self._entries_of(params) if operation in _PUTS else []
        self.requests += self._clock.current_flow == self.flow
        self._calls_left -= 1
        self._entries_left -= len(entries)
        if min(self._calls_left, self._entries_left) < 0:
            self._end()
        if operation not in _PUTS:
            return _real_call(client, operation, params)
        next(self._trouble, None)
        self.forget_last_call()
        call = Call(entries, self._clock.now_us, stream=_stream_of(params))
        self.calls.append(call)
        return self._put(call, client, operation, params)

    def forget_last_call(self) -> None:
        """Let go of what the last call worked with, if it raised."""
        _forget_locals(self.calls[-1].error if self.calls else None)

    def _entries_of(self, params: Any) -> list[Entry]:
        """The records of a PutRecords or PutRecord call; none for what is neither."""
        records = params.get("Records", [params] if "Data" in params else [])
        if not isinstance(records, list):
            return []
        return [self._entry(record) for record in records if isinstance(record, dict)]

    def _entry(self, record: dict[str, Any]) -> Entry:
        """Equal contents are kept once: code that resends writes the same megabytes again and again."""
        data = record.get("Data", b"")
        content = data.encode() if isinstance(data, str) else data if isinstance(data, bytes) else b""
        content = self._contents.setdefault(content, content)
        return Entry(event_id_of(content), content, record.get("PartitionKey"))

    def _end(self) -> None:
        end_now(self._clock)

    def _put(self, call: Call, client: Any, operation: str, params: dict[str, Any]) -> Any:
        try:
            answer = _real_call(client, operation, params)
        except BaseException as error:
            call.error = error
            call.failures = {entry.id: type(error).__name__ for entry in call.entries}
            raise
        finally:
            call.ended_us = self._clock.now_us
        call.failures = {
            entry.id: result["ErrorCode"]
            for entry, result in zip(call.entries, answer.get("Records", []), strict=False)
            if "ErrorCode" in result
        }
        return answer

    def _log(self, record: logging.LogRecord) -> None:
        """Count what the learner's code says through `logging`; nothing of it is shown."""
        if record.levelno >= logging.WARNING and not record.name.startswith(_NOT_THE_LEARNERS):
            self.warnings += 1
            if self.warnings <= WARNINGS_KEPT:
                self.warned.append(_said_by(record))

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """While this is on, every client, logger and print is seen, and nothing is shown."""
        silent = logging.NullHandler()  # with no handler at all, logging.warning() would add one for good
        logging.root.addHandler(silent)

        def call(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:
            return self._call(client, operation, params)

        def log(logger: logging.Logger, record: logging.LogRecord) -> None:
            self._log(record)

        BaseClient._make_api_call = call
        logging.Logger.callHandlers = log  # type: ignore[method-assign, assignment]
        try:
            with contextlib.redirect_stdout(self.paper), contextlib.redirect_stderr(self.paper):
                yield
        finally:
            BaseClient._make_api_call = _real_call
            logging.Logger.callHandlers = _real_call_handlers  # type: ignore[method-assign]
            logging.root.removeHandler(silent)


def end_now(clock: Clock) -> None:
    """Nothing happens any more: the code waits for a moment that does not come, whatever it catches."""
    clock.stop_at_us = clock.now_us
    clock.sleep(1)


_real_call = BaseClient._make_api_call
_real_call_handlers = logging.Logger.callHandlers


class _Paper(io.TextIOBase):
    """Takes what is printed, and keeps the beginning. When it is full, it calls `on_full` at each print."""

    def __init__(self, on_full: Callable[[], None]) -> None:
        self._on_full = on_full
        self._kept = ""
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._length += len(text)
        self._kept += text[: max(0, CHARS_SHOWN - len(self._kept))]
        if self.is_full:
            self._on_full()
        return len(text)

    @property
    def is_full(self) -> bool:
        """Whether more was printed than anybody means to."""
        return self._length > MOST_PRINTED_CHARS

    def first_lines(self) -> tuple[str, ...]:
        """The first lines, and how much more there was."""
        shown = self._kept.splitlines()[:LINES_SHOWN]
        more = self._length - len("\n".join(shown)) - 1
        return (*shown, line("verdict.more-printed", count=more)) if more > 0 else tuple(shown)


def _said_by(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - as logging does: a line that can't be formatted stops nobody, and is lost
        return line("verdict.unformatted")


def _stream_of(params: Any) -> str:
    name = params.get("StreamName") or params.get("StreamARN", "")
    return str(name).rpartition("/")[2]


def _forget_locals(error: BaseException | None) -> None:
    """Let go of what a call that raised worked with: a request of 10 MiB, several times over.

    Its traceback would keep that until the trial is over. The lines of the traceback stay, and so do the
    locals of code that still runs, such as the learner's.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
