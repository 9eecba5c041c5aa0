"""asyncio on virtual time: an event loop that waits on the clock, while other flows go on.

It's Python's own loop without its sockets: what comes over a socket, or from another program, comes in real
time. Its tasks and futures are numbered by their world, so that a set of them has the same order in each run.
"""

from __future__ import annotations

import asyncio
from asyncio import _get_running_loop, _set_running_loop
from collections.abc import Callable, Coroutine
from contextlib import suppress
from time import monotonic as real_monotonic
from typing import Any, NoReturn

from greenlet import GreenletExit, getcurrent

from lablib.simulator import limits
from lablib.simulator.clock import innermost, locks
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.greenlets import FlowGreenlet

SOCKETS = (
    "asyncio's {what} was called inside a world: what comes over a socket, or from another program, comes in "
    "real time, and virtual time would not wait for it. Remedy: call AWS with boto3 as it is, or beside "
    "other coroutines with asyncio.to_thread(client.put_record, ...). Use sockets and programs outside of "
    "the world."
)
SIGNALS = (
    "asyncio's {what} was called inside a world: a signal comes in real time. Remedy: catch "
    "KeyboardInterrupt around asyncio.run, which cancels the task first, or register it outside of the world."
)
_OF_SIGNALS = ("add_signal_handler", "remove_signal_handler")
_REFUSED = (
    *("add_reader", "add_writer", "connect_accepted_socket", "connect_read_pipe", "connect_write_pipe"),
    *("create_connection", "create_datagram_endpoint", "create_server", "create_unix_connection"),
    *("create_unix_server", "getaddrinfo", "getnameinfo", "sendfile", "sock_accept", "sock_connect"),
    *("sock_recv", "sock_recv_into", "sock_recvfrom", "sock_recvfrom_into", "sock_sendall", "sock_sendfile"),
    *("sock_sendto", "start_tls", "subprocess_exec", "subprocess_shell"),
)


class _Numbered:
    """An object that a set finds by its number in its world, and not by its address."""

    _number: int

    def __hash__(self) -> int:
        return self._number

    def __eq__(self, other: object) -> bool:
        return self is other


class Future(_Numbered, asyncio.Future[Any]):
    """`asyncio.Future`."""

    def __init__(self, number: int, loop: asyncio.AbstractEventLoop) -> None:
        self._number = number
        super().__init__(loop=loop)


class Task(_Numbered, asyncio.Task[Any]):
    """`asyncio.Task`."""

    def __init__(self, number: int, coroutine: Any, **settings: Any) -> None:
        self._number = number  # first of all: Python puts the task into a set
        super().__init__(coroutine, **settings)


class _Waits:
    """In place of a selector of sockets: a wait on the clock, until the loop rings."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._bell = locks.virtual()
        self._bell.acquire()

    def select(self, timeout: float | None = None) -> list[Any]:
        """Wait for that many seconds, or for ever, or until `ring`. There is never anything to read."""
        current = getcurrent()
        if isinstance(current, FlowGreenlet) and current.ended and timeout != 0:
            raise GreenletExit
        try:
            self._bell.acquire(timeout=-1 if timeout is None else max(timeout, 0))
        except ClockError as error:
            raise ClockError(f"{error}. In its event loop, {_who_awaits(self._loop)}") from None
        return []

    def ring(self) -> None:
        """End the wait, also from another thread."""
        with suppress(RuntimeError):  # it rings already
            self._bell.release()


class Loop(asyncio.BaseEventLoop):
    """An event loop on virtual time."""

    _closed = True
    """asyncio says otherwise as it makes the loop: one whose making is interrupted has nothing to close."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = innermost.clock()
        """That of the world in which the loop was made; None outside of worlds."""
        self._selector = _Waits(self)
        self._stands_for: list[asyncio.AbstractEventLoop | None] = []

    def time(self) -> float:
        """Virtual seconds since the world began; real ones after its end."""
        clock = innermost.clock()
        return real_monotonic() if clock is None else (clock.now_us - clock.start_us) / limits.US_PER_S

    def run_forever(self) -> None:
        """As Python's, also beside the loop of a notebook's kernel, which is the running one afterwards."""
        before = _get_running_loop()
        try:
            super().run_forever()
        finally:
            _set_running_loop(before)

    def stand_by(self) -> None:
        """Count as the running loop, in a kernel's place: `asyncio.create_task` in a cell finds this one."""
        if not self._stands_for and not self.is_running():
            self._stands_for.append(_get_running_loop())
            _set_running_loop(self)

    def stand_by_no_more(self) -> None:
        """The kernel's loop is the running one again. A second call changes nothing."""
        while self._stands_for:
            _set_running_loop(self._stands_for.pop())

    def forget(self) -> None:
        """Close it, unless it runs: its world is closed, and what its tasks wait for won't come."""
        self.stand_by_no_more()
        if not self.is_running():
            for task in asyncio.all_tasks(self):
                task._log_destroy_pending = False  # type: ignore[attr-defined]
            self.close()

    def create_future(self) -> Future:
        """A future of this loop."""
        return Future(_number("asyncio.Future"), self)

    def create_task(self, coro: Any, *, name: Any = None, context: Any = None, **settings: Any) -> Any:
        """As Python's; a task without a name has its number in the world."""
        if self.get_task_factory() is not None:
            return super().create_task(coro, name=name, context=context, **settings)
        self._check_closed()  # type: ignore[attr-defined]
        number = _number("asyncio.Task")
        name = f"Task-{number}" if name is None else str(name)
        return Task(number, coro, loop=self, name=name, context=context, **settings)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """As Python's; that a task was ended with its world or its invocation is no error."""
        if not isinstance(context.get("exception"), GreenletExit):
            super().call_exception_handler(context)

    def _write_to_self(self) -> None:
        self._selector.ring()

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""


def _refusing(what: str, why: str) -> Callable[..., NoReturn]:
    def refuses(*args: Any, **settings: Any) -> NoReturn:
        raise ClockError(why.format(what=f"{what}()"))

    return refuses


for _name in _REFUSED:
    setattr(Loop, _name, _refusing(_name, SOCKETS))
for _name in _OF_SIGNALS:
    setattr(Loop, _name, _refusing(_name, SIGNALS))


def _number(kind: str) -> int:
    clock = innermost.clock()
    return 0 if clock is None else clock.number_of(kind)


def _who_awaits(loop: asyncio.AbstractEventLoop) -> str:
    """Each task and the line that it awaits something in."""
    tasks = sorted(asyncio.all_tasks(loop), key=hash)
    places = [(task.get_name(), frame) for task in tasks for frame in task.get_stack(limit=1)]
    lines = [f"{name!r} awaits at {frame.f_code.co_filename}:{frame.f_lineno}" for name, frame in places]
    return "; ".join(lines) or "no task is left"


def run_in_cell(loop: Loop, coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run the coroutine of a cell. The stop button ends it where it waits, as it ends other code."""
    task = loop.create_task(coroutine)
    try:
        return loop.run_until_complete(task)
    except KeyboardInterrupt as stopped:
        if task.done():
            raise
        return _thrown_into(task, coroutine, stopped)


def _thrown_into(task: Any, coroutine: Coroutine[Any, Any, Any], stopped: BaseException) -> Any:
    """What the coroutine returns when it is stopped where it waits; its task has nothing left to do."""
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    task.cancel()
    try:
        coroutine.throw(stopped)
    except StopIteration as returned:
        return returned.value
    coroutine.close()  # it waits for something else first
    raise stopped
