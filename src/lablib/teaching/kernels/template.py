"""The process that warm kernels are forked from: it imports what they need, then forks one for each request.

    python -m lablib.teaching.kernels.template SOCKET_FD MODULE...

A request comes over a connection of its own to the socket: `Request`, with four file descriptors. The answer
is the kernel's pid on a line and, when it has ended, its return code on another. The template ends with the
process that started it, which holds the other end of its standard input.

Where learners have accounts of their own, a room's template (`room_template.py`) runs as root. Then a kernel
becomes the user that asked for it, as the system tells, before anything of the request counts.

It has no thread, no event loop and no zmq context: those don't survive a fork. A kernel makes its own.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, TextIO

DESCRIPTORS = 4  # standard input, output and error, and the lifeline
HEADER_BYTES = 8
MOST_WAIT_S = 10.0  # for a request to arrive whole; it is sent in one go


class Request(NamedTuple):
    """How a kernel is to start: its arguments behind `-m ipykernel_launcher`, its environment and folder."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str

    def as_bytes(self) -> bytes:
        """What is sent behind the header."""
        return json.dumps(self).encode()


def main(arguments: list[str]) -> None:
    """Serve until the starter has gone; in a fork, be a kernel."""
    fork_kernels(Template(socket.socket(fileno=int(arguments[0])), sys.stdin), arguments[1:])


def fork_kernels(template: Template, libraries: Iterable[str]) -> None:
    """Import the libraries and serve until the starter has gone; in a fork, be a kernel."""
    shut_down = threading.Event()
    atexit.register(_leave, shut_down)  # before any other, so it is called last
    for name in libraries:
        import_module(name)
    gc.collect()  # and no gc.freeze(): early_bound.py would overlook what is frozen
    if request := template.serve():
        _be_a_kernel(request)
        shut_down.set()
        atexit.register(gc.freeze)  # called first: IPython's own end would look through all objects


class Template:
    """The loop of the process: requests, and kernels that have ended.

    It ends when there is something to read from `starter`, if it has one. No fork may be able to write to it.
    """

    def __init__(self, listening: socket.socket, starter: TextIO | None = None) -> None:
        self._listening = listening
        self._starter = starter
        self._kernels: dict[int, socket.socket] = {}
        self._ended, wake_up = socket.socketpair()
        wake_up.setblocking(False)
        self._wake_up = wake_up

    def serve(self) -> Request | None:
        """None when the starter has gone; in each fork, the request for the kernel that it is to be."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_up.fileno(), warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector:
            for source in (self._listening, self._ended, self._starter):
                if source is not None:
                    selector.register(source, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._starter in ready:
                    return None
                if self._ended in ready:
                    self._tell_of_ended()
                if self._listening in ready and (request := self._accept()):
                    return request

    def _accept(self) -> Request | None:
        """Fork a process for whoever connects. Its request in the fork, None here.

        The request is read in the fork, by the user that sent it. So none holds the template up, or ends it.
        """
        try:
            connection, _ = self._listening.accept()
            connection.settimeout(MOST_WAIT_S)
            pid = os.fork()
        except OSError:  # too many processes or files: the connection ends here, and the kernel starts cold
            return None
        if pid == 0:
            self._leave()
            return _requested(connection)
        self._kernels[pid] = connection
        _tell(connection, pid)
        return None

    def _leave(self) -> None:
        """Close what is the template's, in a fork."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in (self._listening, self._ended, self._wake_up, *self._kernels.values()):
            each.close()

    def _tell_of_ended(self) -> None:
        self._ended.recv(4096)
        for pid in list(self._kernels):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                with self._kernels.pop(pid) as connection:
                    _tell(connection, os.waitstatus_to_exitcode(status))


def _become(connection: socket.socket) -> None:
    """Be the user at the other end of the connection, if this is root's template and that isn't root."""
    if os.geteuid() != 0:
        return
    import pwd  # which Windows doesn't have

    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, uid, gid = struct.unpack("3i", peer)
    if uid != 0:
        os.initgroups(pwd.getpwuid(uid).pw_name, gid)
        os.setgid(gid)
        os.setuid(uid)


def _requested(connection: socket.socket) -> Request:
    """What a fork is to be, with its descriptors in their places. Ends this fork if that is no request.

    From the first byte it is read as the user that sent it. An alarm ends whoever sends it byte by byte.
    """
    signal.setitimer(signal.ITIMER_REAL, MOST_WAIT_S)
    try:
        _become(connection)
        request, descriptors = _receive(connection)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, anybody may have sent it
        sys.stderr.write(f"lablib: no request for a kernel: {type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    signal.setitimer(signal.ITIMER_REAL, 0)
    connection.close()
    _take(descriptors)
    return request


def _receive(connection: socket.socket) -> tuple[Request, list[int]]:
    """A request and its descriptors. Raises ValueError, or what reading raises, if it is none."""
    header, descriptors, _, _ = socket.recv_fds(connection, HEADER_BYTES, DESCRIPTORS)
    if len(header) < HEADER_BYTES or len(descriptors) != DESCRIPTORS:
        raise ValueError(f"it begins with {HEADER_BYTES} bytes and {DESCRIPTORS} descriptors")
    with connection.makefile("rb") as file:
        return Request(*json.loads(file.read(int.from_bytes(header)))), list(descriptors)


def _tell(connection: socket.socket, number: int) -> None:
    """Say a number to whoever asked for the kernel, if they are still there."""
    try:
        connection.sendall(b"%d\n" % number)
    except OSError:
        connection.close()


def _take(descriptors: list[int]) -> None:
    """Make the first three the standard streams, and end this process with whoever holds the lifeline."""
    os.setsid()
    for standard, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, standard)
        os.close(descriptor)

    def end_with(lifeline: int) -> None:
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=end_with, args=descriptors[3:], name="lifeline", daemon=True).start()


def _be_a_kernel(request: Request) -> None:
    """What a process that was started with this request would be."""
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    os.chdir(request.folder)
    _read_settings_again()
    signal.signal(signal.SIGINT, signal.default_int_handler)

    from ipykernel import kernelapp

    from lablib.simulator.network.kernel_guard import guard_the_kernel

    class WarmKernelApp(kernelapp.IPKernelApp):
        """As a kernel that has imported lablib before its first cell, as that of `lablib start` has."""

        def init_extensions(self) -> None:
            guard_the_kernel()
            super().init_extensions()  # type: ignore[no-untyped-call]

        def init_gui_pylab(self) -> None:
            super().init_gui_pylab()  # type: ignore[no-untyped-call]
            mpl = sys.modules.get("matplotlib")
            if mpl and not (self.gui or self.matplotlib or self.pylab):
                mpl.rcParams["backend"] = os.environ[
                    "MPLBACKEND"
                ]  # which is read when matplotlib is imported

    launcher = find_spec("ipykernel_launcher")
    sys.argv = [(launcher and launcher.origin) or "", *request.arguments]
    WarmKernelApp.launch_instance(["--IPKernelApp.parent_handle=1", *request.arguments])


def _leave(shut_down: threading.Event) -> None:
    """End at once if somebody shut the kernel down, with what was written to files that are still open.

    Python would take every module of the template apart, object by object, and so copy the memory that a fork
    shares: half a second for each kernel.
    """
    if not shut_down.is_set():
        return
    gc.unfreeze()  # for get_objects
    for each in gc.get_objects():
        if type(each) in (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom):
            with suppress(OSError, ValueError):  # it is closed, or its other end is
                each.flush()
    os._exit(0)


def _read_settings_again() -> None:
    """Those of matplotlib, which were read for the template, and numpy's random numbers."""
    if mpl := sys.modules.get("matplotlib"):
        mpl.rcParams.update(mpl.rc_params())
    if np := sys.modules.get("numpy"):
        np.random.seed()


if __name__ == "__main__":
    sys.path.pop(0)  # the folder that the template was started in
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked for a kernel
    main(sys.argv[1:])
