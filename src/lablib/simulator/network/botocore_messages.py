"""botocore's requests and answers as the simulator's plain data, and back; and how long its client waits."""

from __future__ import annotations

import dataclasses
import io
import math
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

from lablib.simulator.api.wire import Answer, Request

Timeouts = tuple[float, float]
"""How long a client waits for a connection and for an answer, in seconds; infinite for ever."""


class _Raw(io.BytesIO):
    """A body in the form that AWSResponse reads."""

    def stream(self, **_: Any) -> Any:
        yield self.read()


def to_response(url: str, answer: Answer) -> AWSResponse:
    """An answer in botocore's form."""
    return AWSResponse(url, answer.status, answer.headers, _Raw(answer.body))


def request_of(request: AWSPreparedRequest) -> Request:
    """botocore's request as plain data."""
    return dataclasses.replace(outline_of(request), body=body_of(request))


def outline_of(request: AWSPreparedRequest) -> Request:
    """The same without its body, which may be a stream that can be read only once."""
    parts = urlsplit(request.url)
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else value
        for name, value in request.headers.items()
    }
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Request(request.method, target, headers, b"")


def body_of(request: AWSPreparedRequest) -> bytes:
    """The body, whatever botocore keeps it in."""
    body = request.body
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, (bytes, bytearray)) else body.read()


def timeouts_s(session: URLLib3Session) -> Timeouts:
    """The client's connect and read timeouts; infinite for one that is switched off (None).

    botocore keeps them in an attribute without a public name.
    """
    timeout = session._timeout
    if isinstance(timeout, (int, float)):
        return float(timeout), float(timeout)
    each = (timeout.connect_timeout, timeout.read_timeout)
    connect_s, read_s = (math.inf if seconds is None else float(seconds) for seconds in each)
    return connect_s, read_s
