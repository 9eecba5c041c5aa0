"""The starter's side: a template process of this process's own, and the kernels that were forked from it."""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from lablib.teaching.kernels.template import HEADER_BYTES, Request

TEMPLATE = "lablib.teaching.kernels.template"
LIBRARIES = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipywidgets",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib_inline.config",
    "boto3.session",
    "botocore.client",
    "moto.core.models",
    "lablib.pictures.plots",
    "lablib.pictures.widgets",
    "lablib.scenarios.replay",
    "lablib.teaching.checks",
    "lablib.teaching.notebook_world",
)
"""What the cells of a lab import, and what a kernel imports before them."""
READ_AT_START = ("PYTHON", "LANG", "LC_", "LD_", "DYLD_")
"""Variables that a process reads when it starts: a fork can't have others than its template."""
ROOM = "LABLIB_WARM_KERNELS"
"""The variable with the address of a template that all learners of a room share (`room_template.py`)."""
MOST_WAIT_S = 60.0  # for the imports, on a machine that is busy
LOOK_EVERY_S = 0.05
UNKNOWN = 1  # the return code of a kernel whose template can't tell it any more


class TemplateGone(Exception):
    """The template process has ended, or doesn't answer; the text says what it reported."""


class Template:
    """A template process for one environment. It ends with this process, or with `close`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._folder = TemporaryDirectory(prefix="lablib-")  # only this user may look into it
        self._address = str(Path(self._folder.name) / "template")
        self._log = TemporaryFile("w+b")  # noqa: SIM115 - as long as the process
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self._address)
            listening.listen()
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", TEMPLATE, str(listening.fileno()), *LIBRARIES],
                stdin=subprocess.PIPE,  # its end is how the template knows that we have gone
                stdout=self._log,
                stderr=self._log,
                env=dict(environment) | {"OPENBLAS_NUM_THREADS": "1"},  # no thread before a fork
                pass_fds=[listening.fileno()],
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def fork(self, request: Request, streams: list[int]) -> ForkedKernel:
        """A kernel with these standard streams. Raises `TemplateGone`; then no kernel has begun."""
        try:
            return fork_at(self._address, request, streams)
        except TemplateGone as gone:
            raise TemplateGone(f"{gone}. {self._report()}".strip()) from None

    def close(self) -> None:
        """End it; its kernels stay."""
        self._process.kill()
        self._process.communicate()
        self._log.close()
        self._folder.cleanup()

    def _report(self) -> str:
        """The last line that it printed."""
        self._log.seek(0)
        return "".join(self._log.read().decode(errors="replace").strip().splitlines()[-1:])


def fork_at(address: str, request: Request, streams: list[int]) -> ForkedKernel:
    """A kernel from the template that listens at `address`. Raises `TemplateGone`; then none has begun."""
    lifeline, ours = os.pipe()
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(MOST_WAIT_S)
    try:
        connection.connect(address)
        sent = request.as_bytes()
        socket.send_fds(connection, [len(sent).to_bytes(HEADER_BYTES)], [*streams, lifeline])
        connection.sendall(sent)
        pid = _line(connection)
    except OSError as error:
        pid = None
        reason = str(error)
    else:
        reason = "it ended before it answered"
    finally:
        os.close(lifeline)
    if pid is None:
        connection.close()
        os.close(ours)
        raise TemplateGone(reason)
    return ForkedKernel(pid, connection, ours)


class ForkedKernel:
    """What jupyter_client needs of a `subprocess.Popen`, for a process that another one has forked."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket, lifeline: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection
        self._lifeline = lifeline

    def poll(self) -> int | None:
        """The return code, or None while it runs."""
        if self.returncode is None and self._has_ended():
            self._connection.close()
            os.close(self._lifeline)
        return self.returncode

    def _has_ended(self) -> bool:
        if self._connection.fileno() >= 0:
            if not select.select([self._connection], [], [], 0)[0]:
                return False
            self.returncode = _line(self._connection)
            if self.returncode is not None:
                return True
            self._connection.close()  # the template has gone, and the kernel may run on
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            self.returncode = UNKNOWN
        return self.returncode is not None

    def wait(self, timeout: float | None = None) -> int:
        """The return code, when it has ended. Raises subprocess.TimeoutExpired."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0)
            if timeout is None and self._connection.fileno() >= 0:
                select.select([self._connection], [], [])
            else:
                time.sleep(LOOK_EVERY_S)
        return code

    def send_signal(self, number: int) -> None:
        """Nothing, if it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


def _line(connection: socket.socket) -> int | None:
    """The number that comes next, or None if the template has gone."""
    read = b""
    while not read.endswith(b"\n"):
        try:
            byte = connection.recv(1)
        except ConnectionError:
            return None
        if not byte:
            return None
        read += byte
    return int(read)


_templates: dict[tuple[tuple[str, str], ...], Template] = {}
_one_at_a_time = threading.Lock()


def fork_kernel(
    arguments: list[str], environment: Mapping[str, str], folder: str, streams: list[int]
) -> ForkedKernel:
    """A `ForkedKernel` from the template of its kind of environment, which is started for the first.

    Where a room shares a template (the variable `ROOM`), it is from that one. Raises `TemplateGone`, after
    which the next call begins with a new template; a room's is started again by the hub.
    """
    if room := os.environ.get(ROOM, ""):
        return fork_at(room, Request(arguments, dict(environment), folder), streams)
    kind = tuple(sorted((k, v) for k, v in environment.items() if k.startswith(READ_AT_START)))
    with _one_at_a_time:
        if kind not in _templates:
            _templates[kind] = Template(environment)
        try:
            return _templates[kind].fork(Request(arguments, dict(environment), folder), streams)
        except TemplateGone:
            _templates.pop(kind).close()
            raise


def template_pids() -> list[int]:
    """The templates of this process."""
    return [each.pid for each in _templates.values()]


@atexit.register
def close_templates() -> None:
    """End them; a kernel that comes later begins with a new one."""
    with _one_at_a_time:
        while _templates:
            _templates.popitem()[1].close()
