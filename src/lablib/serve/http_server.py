"""HTTP on loopback: a thread for each connection, which reads requests and waits for the world's answers."""

from __future__ import annotations

import json
import select
import socket
import socketserver
import sys
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any

from lablib.serve.keeper import Job, Keeper
from lablib.serve.pace import Pace
from lablib.simulator.api.wire import Answer, Request

HOST = "127.0.0.1"
IDLE_S = 120
"""A connection that is silent for so long is closed."""
LOOK_S = 1.0
"""How often a thread that waits looks whether its client is still there."""
MOST_CONNECTIONS = 256
MOST_BODY_BYTES = 20 * 2**20
"""A PutRecords of 10 MiB is larger in base64."""

HTTP_2 = (
    "lablib: a client spoke HTTP/2, and this is HTTP/1.1. Remedy: in the SDK for JavaScript, "
    "new KinesisClient({requestHandler: new NodeHttpHandler()}), from @smithy/node-http-handler.\n"
)
"""What the terminal says, as the SDK itself says no more than "Protocol error"."""


class BadRequest(Exception):
    """A request that is no HTTP, or too large."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.answer = Answer(
            status,
            {"Content-Type": "application/json", "x-amzn-errortype": code},
            json.dumps({"__type": code, "message": message}).encode(),
        )


class Server(ThreadingHTTPServer):
    """Listens; `serve_forever` in a thread of its own, and `shutdown` to end that."""

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, port: int, keeper: Keeper, pace: Pace, new_job: Callable[[Request], Job]) -> None:
        self.keeper = keeper
        self.pace = pace
        self.new_job = new_job
        self._slots = BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__((HOST, port), Connection)

    def server_bind(self) -> None:
        """As a plain server of TCP: the name of this machine isn't looked up."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for it, if there aren't too many."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """In its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""
        error = sys.exception()
        if not isinstance(error, OSError):
            sys.stderr.write(f"lablib: a connection ended with {error!r}\n")


class Connection(BaseHTTPRequestHandler):
    """One client."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # also what is no request is answered with a status
    timeout = IDLE_S
    disable_nagle_algorithm = True
    wbufsize = 2**16  # headers and body leave together

    def serve(self) -> None:
        """One request, of any method."""
        try:
            body = self._read_body()
        except BadRequest as bad:
            self.close_connection = True
            self._write(bad.answer)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        job = self.server.new_job(Request(self.command, self.path, headers, body))
        self.server.keeper.hand_over(job)
        while not job.wait(LOOK_S):
            if self._has_hung_up():
                self.server.keeper.give_up(job)
                self.close_connection = True
                return
        if job.answer is None:
            self.close_connection = True
        else:
            self._write(job.answer)

    do_DELETE = do_GET = do_HEAD = do_OPTIONS = do_PATCH = do_POST = do_PUT = serve  # noqa: N815 - http.server's names

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server finds wrong with a request. A client of HTTP/2 can't read what it is answered."""
        self.close_connection = True
        if code == HTTPStatus.HTTP_VERSION_NOT_SUPPORTED:
            sys.stderr.write(HTTP_2)
        self._write(BadRequest(code, "BadRequest", message or "This isn't a request of HTTP.").answer)

    def version_string(self) -> str:
        """The server's name."""
        return "lablib"

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Real time, which clients compare their own clock with."""
        return formatdate(self.server.pace.real_now_s() if timestamp is None else timestamp, usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Nothing is written for each request."""

    def _read_body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._read_chunks()
        return self.rfile.read(self._length(self.headers.get("Content-Length", "0"), 10))

    def _read_chunks(self) -> bytes:
        body = bytearray()
        while size := self._length(self.rfile.readline(100).partition(b";")[0].decode("latin-1"), 16):
            body += self.rfile.read(size)
            self.rfile.readline(3)
            self._length(str(len(body)), 10)
        while self.rfile.readline(2**16).strip():
            pass  # trailers
        return bytes(body)

    def _length(self, text: str, base: int) -> int:
        try:
            length = int(text.strip(), base)
        except ValueError:
            length = -1
        if length < 0:
            raise BadRequest(400, "BadRequest", f"{text!r} is no length of a body.")
        if length > MOST_BODY_BYTES:
            most = f"{MOST_BODY_BYTES // 2**20} MiB"
            raise BadRequest(413, "RequestEntityTooLargeException", f"A body has at most {most} here.")
        return length

    def _has_hung_up(self) -> bool:
        readable, _, _ = select.select([self.connection], [], [], 0)
        try:
            return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
