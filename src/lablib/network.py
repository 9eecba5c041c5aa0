"""The only network a lab has. boto3's requests end here, one step before the socket.

`URLLib3Session.send` is the last step of botocore before a connection and knows the client's timeouts, so botocore's own
validation, signing, retries, backoff and timeouts are all real. Requests for modelled services are answered by the world on
virtual time, those for other AWS services by moto, and everything else is refused.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from lablib import limits
from lablib.clock import Clock
from lablib.faults import Faults
from lablib.wire import JSON_HEADERS, Answer, Exchange, Service


class NetworkRefused(RuntimeError):
    """A request wanted to leave this machine."""


class Network:
    """Latency, faults and the services behind them, by the name that their host begins with."""

    def __init__(
        self,
        clock: Clock,
        rng: random.Random,
        faults: Faults,
        services: dict[str, Service],
        others: Callable[[str, AWSPreparedRequest], AWSResponse | None],
    ) -> None:
        self.clock = clock
        self.faults = faults
        self.services = services
        self.median_latency_ms = limits.LATENCY_MEDIAN_MS
        self._others = others
        self._rng = rng
        self._request_count = 0

    def latency_us(self) -> int:
        """How long the next request takes, there and back: log-normal around the median."""
        return round(
            self.median_latency_ms * self._rng.lognormvariate(0.0, limits.LATENCY_SIGMA) * limits.US_PER_MS
        )

    def wait(self) -> None:
        """Block the calling flow for the latency of one request."""
        self.clock.sleep_until(self.clock.now_us + self.latency_us())

    def send(self, session: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        """Answer one HTTP request of botocore. Raises botocore's own connection errors, or NetworkRefused."""
        self.clock.check_thread()
        host = urlsplit(request.url).hostname or ""
        name = service_of(host)
        service = self.services.get(name or "")
        if service is None:
            return self._send_to_others(host, name, request)
        check_region(host)
        latency_us = self.latency_us()
        exchange = Exchange(
            operation_of(request),
            dict(request.headers.items()),
            body_of(request),
            self.clock.current_flow,
            latency_us / limits.US_PER_MS,
        )
        service.departs(exchange)
        try:
            answer = self._exchange(
                service, name or "", exchange, latency_us, timeouts_s(session), request.url
            )
        except BaseException:
            service.never_arrives(exchange, "Interrupted", self.clock.now_us)
            raise
        self._request_count += 1
        answer.headers["x-amzn-RequestId"] = f"{self._request_count:08x}-0000-4000-8000-000000000000"
        return to_response(request.url, answer)

    def _exchange(
        self,
        service: Service,
        name: str,
        exchange: Exchange,
        latency_us: int,
        timeouts: tuple[float, float],
        url: str,
    ) -> Answer:
        """There and back on virtual time, through whatever fault is on."""
        clock = self.clock
        connect_s, read_s = timeouts
        there_us = latency_us // 2
        fault = self.faults.of_request(clock.now_us, name, exchange.operation)
        if fault == "connection_refused":
            clock.sleep_until(clock.now_us + there_us)
            service.never_arrives(exchange, "ConnectionRefused", clock.now_us)
            raise EndpointConnectionError(endpoint_url=url, error="connection refused")
        if fault == "connect_timeout":
            clock.sleep(connect_s)
            service.never_arrives(exchange, "ConnectTimeout", clock.now_us)
            raise ConnectTimeoutError(endpoint_url=url, error=f"no connection after {connect_s} s")
        deadline_us = clock.now_us + round(read_s * limits.US_PER_S)
        clock.sleep_until(clock.now_us + there_us)
        if fault == "hang":
            service.never_arrives(exchange, "NoAnswer", clock.now_us)
        elif fault == "http_500":
            service.never_arrives(exchange, "InternalFailureException", clock.now_us)
            answer = Answer(
                500,
                JSON_HEADERS.copy(),
                b'{"__type":"InternalFailureException","message":"Internal Service Failure"}',
            )
        else:
            answer = service.answer(exchange, clock.now_us)
        back_us = clock.now_us + latency_us - there_us
        if fault in ("hang", "hang_after_processing") or back_us > deadline_us:
            clock.sleep_until(max(deadline_us, clock.now_us))
            raise ReadTimeoutError(endpoint_url=url, error=f"no answer after {read_s} s")
        clock.sleep_until(back_us)
        return answer

    def _send_to_others(self, host: str, name: str | None, request: AWSPreparedRequest) -> AWSResponse:
        answer = self._others(name, request) if name else None
        if answer is None:
            raise NetworkRefused(
                f"a request to {host} was refused: labs do not leave this machine. Remedy: use the AWS services that the lab offers, "
                "or close the world (lablib.stop()) before you talk to other hosts."
            )
        self.wait()
        return answer


class _Raw(io.BytesIO):
    """A body in the form that AWSResponse reads."""

    def stream(self, **_: Any) -> Any:
        yield self.read()


def to_response(url: str, answer: Answer) -> AWSResponse:
    return AWSResponse(url, answer.status, answer.headers, _Raw(answer.body))


def service_of(host: str) -> str | None:
    """The AWS service of a host name such as `111122223333.data-kinesis.us-east-1.amazonaws.com`; None if it is no AWS host."""
    if not host.endswith((".amazonaws.com", ".api.aws", ".amazonaws.com.cn")):
        return None
    for label in host.split("."):
        label = label.removeprefix("data-").removeprefix("control-").removesuffix("-fips")
        if label in ("kinesis", "lambda", "monitoring"):
            return label
    return host.split(".", maxsplit=1)[0]


def check_region(host: str) -> None:
    if f".{limits.REGION}." not in host:
        raise NetworkRefused(
            f"a request to {host} was refused: this world has one region, {limits.REGION}. Remedy: make the client with region_name={limits.REGION!r}, or with none."
        )


def operation_of(request: AWSPreparedRequest) -> str:
    target = request.headers.get("X-Amz-Target", "")
    target = target.decode() if isinstance(target, bytes) else target
    return target.rsplit(".", 1)[-1]


def body_of(request: AWSPreparedRequest) -> bytes:
    body = request.body
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body) if isinstance(body, (bytes, bytearray)) else body.read()


def timeouts_s(session: URLLib3Session) -> tuple[float, float]:
    """The client's connect and read timeouts. botocore keeps them in an attribute without a public name."""
    timeout = session._timeout
    if isinstance(timeout, (int, float)):
        return float(timeout), float(timeout)
    return float(timeout.connect_timeout), float(timeout.read_timeout)


# --- the hook --------------------------------------------------------------------------------------
_networks: list[Network] = []
_real_send = URLLib3Session.send


def install(network: Network) -> None:
    """From now on `network` answers every boto3 request; worlds may be nested, the innermost answers."""
    _networks.append(network)
    URLLib3Session.send = _send  # type: ignore[method-assign]


def uninstall(network: Network) -> None:
    _networks.remove(network)
    if not _networks:
        URLLib3Session.send = _real_send  # type: ignore[method-assign]


def current() -> Network | None:
    """The network that answers now."""
    return _networks[-1] if _networks else None


def _send(session: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
    return _networks[-1].send(session, request)
