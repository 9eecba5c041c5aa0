"""The only network a lab has. boto3's requests end here, one step before the socket.

`URLLib3Session.send` is the last step of botocore before a connection and knows the client's timeouts, so
botocore's own validation, signing, retries, backoff and timeouts are all real. `aws_guard.py` stands there
and hands each request to the open world. Requests for modelled services are answered by the world on virtual
time, those for other AWS services by moto, and everything else is refused.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from lablib.simulator import limits
from lablib.simulator.api.wire import Answer, Exchange, Request, Service
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.deadlines import TOO_LATE
from lablib.simulator.network import aws_guard, socket_guard
from lablib.simulator.network.aws_hosts import host_of
from lablib.simulator.network.botocore_messages import (
    Timeouts,
    body_of,
    outline_of,
    request_of,
    timeouts_s,
    to_response,
)
from lablib.simulator.network.cloudwatch_hook import SEEN
from lablib.simulator.network.endpoints import check_region, service_of, usual_url
from lablib.simulator.network.faults import Faults, Kind
from lablib.simulator.network.other_services import OtherService, access_denied
from lablib.simulator.network.partial_failures import Body, batch_of
from lablib.simulator.network.signature_time import INVALID_SIGNATURE, stale_signature
from lablib.simulator.network.socket_guard import NetworkRefused

NOT_THERE = b"Not yet implemented"
"""What moto says at a host of AWS that it does not know, with a 404."""


class Network:
    """Latency, faults and the services behind them, by the name that their host begins with."""

    def __init__(
        self,
        clock: Clock,
        rng: random.Random,
        faults: Faults,
        services: dict[str, Service],
        others: Callable[[str, AWSPreparedRequest], AWSResponse | None],
        is_clock_read: Callable[[], bool],
    ) -> None:
        self.clock = clock
        self.faults = faults
        self.services = services
        self.median_latency_ms = limits.LATENCY_MEDIAN_MS
        self._others = others
        self._is_clock_read = is_clock_read
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
        return self.carry(request, timeouts_s(session))

    def carry(self, request: AWSPreparedRequest, timeouts: Timeouts) -> AWSResponse:
        """Answer one HTTP request, whose client waits for so long. Raises as `send` does."""
        self.clock.check_thread()
        host = host_of(request.url)
        name = service_of(host)
        service = self.services.get(name or "")
        partial = self._partial_answer(name, request)
        if partial is not None:
            return partial
        if service is None or name is None:
            return self._send_to_others(timeouts, host, name, request)
        check_region(host)
        answer = self._exchange(timeouts, name, service, request_of(request), request.url)
        self._request_count += 1
        answer.headers["x-amzn-RequestId"] = f"{self._request_count:08x}-0000-4000-8000-000000000000"
        return to_response(request.url, answer)

    def _exchange(self, timeouts: Timeouts, name: str, service: Service, read: Request, url: str) -> Answer:
        """One request to a service and its answer, in the time that this takes."""
        latency_us = self.latency_us()
        exchange = Exchange(
            name, service.operation_of(read), read, self.clock.current_flow, latency_us / limits.US_PER_MS
        )
        service.departs(exchange)
        try:
            return self._there_and_back(service, exchange, latency_us, *timeouts, url)
        except BaseException:
            if not exchange.settled:
                self._never_arrives(service, exchange, "Interrupted")
            raise

    def _there_and_back(
        self,
        service: Service,
        exchange: Exchange,
        latency_us: int,
        connect_timeout_s: float,
        read_timeout_s: float,
        url: str,
    ) -> Answer:
        """The request's way on virtual time, through whatever fault is on."""
        clock = self.clock
        fault = self.faults.of_request(clock.now_us, exchange)
        there_us = latency_us // 2 + self.faults.held_us(clock.now_us, exchange)
        slow_us = self.faults.slow_us(clock.now_us, exchange)
        back_us = latency_us - latency_us // 2 + slow_us
        exchange.latency_ms += slow_us / limits.US_PER_MS
        self._connect(service, exchange, fault, latency_us // 2, connect_timeout_s, url)
        arrives_us, returns_us = clock.now_us + there_us, clock.now_us + there_us + back_us
        deadline_us = clock.now_us + read_timeout_s * limits.US_PER_S
        answer = None
        if arrives_us <= deadline_us:
            clock.sleep_until(arrives_us)
            answer, returns_us = self._wait_for(service, exchange, fault, deadline_us, back_us)
        else:
            exchange.settled = True  # the client gives up first, and nobody calls the request back
            clock.spawn(self._arrives_late, service, exchange, fault, arrives_us)
        if answer is None or returns_us > deadline_us:
            self._give_up_at(deadline_us)
            raise ReadTimeoutError(endpoint_url=url, error=f"no answer after {read_timeout_s} s")
        clock.sleep_until(returns_us)
        return answer

    def _wait_for(
        self, service: Service, exchange: Exchange, fault: Kind | None, deadline_us: float, back_us: int
    ) -> tuple[Answer | None, int]:
        """The answer to a request that arrived, and when it is back; the far end knows no deadline."""
        clock = self.clock
        if not service.takes_time(exchange) or deadline_us == math.inf:
            return self._answer(service, exchange, fault), clock.now_us + back_us
        flow = clock.spawn(self._answer, service, exchange, fault)
        answer = clock.call_until(round(deadline_us), flow.join)
        return (None if answer is TOO_LATE else answer), clock.now_us + back_us

    def _connect(
        self,
        service: Service,
        exchange: Exchange,
        fault: Kind | None,
        there_us: int,
        connect_timeout_s: float,
        url: str,
    ) -> None:
        """The connection, which costs no time unless a fault keeps it from being made."""
        if fault == "connection_refused":
            self.clock.sleep_until(self.clock.now_us + there_us)
            self._never_arrives(service, exchange, "ConnectionRefused")
            raise EndpointConnectionError(endpoint_url=url, error="connection refused")
        if fault == "connect_timeout":
            self._give_up_at(self.clock.now_us + connect_timeout_s * limits.US_PER_S)
            self._never_arrives(service, exchange, "ConnectTimeout")
            raise ConnectTimeoutError(endpoint_url=url, error=f"no connection after {connect_timeout_s} s")

    def _give_up_at(self, deadline_us: float) -> None:
        """The client waits in vain until its timeout, or, without one, for ever."""
        while deadline_us == math.inf:
            self.clock.block_for_ever()
        self.clock.sleep_until(round(deadline_us))

    def _arrives_late(
        self, service: Service, exchange: Exchange, fault: Kind | None, arrives_us: int
    ) -> None:
        self.clock.sleep_until(arrives_us)
        self._answer(service, exchange, fault)

    def _answer(self, service: Service, exchange: Exchange, fault: Kind | None) -> Answer | None:
        """What comes of a request that reached the far end; None if no answer ever leaves it."""
        if fault == "hang":
            self._never_arrives(service, exchange, "NoAnswer")
            return None
        stale = self._stale_signature(exchange)
        if stale is not None:
            exchange.settled = True
            return service.forbids(exchange, INVALID_SIGNATURE, stale, self.clock.now_us)
        if fault == "http_500":
            exchange.settled = True
            return service.fails(exchange, self.clock.now_us)
        if fault == "access_denied":
            exchange.settled = True
            return service.forbids(exchange, *access_denied(exchange), self.clock.now_us)
        exchange.settled = True
        answer = service.answer(exchange, self.clock.now_us)
        return None if fault == "hang_after_processing" else answer

    def _stale_signature(self, exchange: Exchange) -> str | None:
        """What is wrong with the time of the signature, if code reads this world's clock at all."""
        if not self._is_clock_read():
            return None
        skew_us = self.faults.skew_us(self.clock.now_us, exchange)
        return stale_signature(exchange.request.headers, self.clock.now_us, skew_us)

    def _never_arrives(self, service: Service, exchange: Exchange, why: str) -> None:
        exchange.settled = True
        service.never_arrives(exchange, why, self.clock.now_us)

    def _partial_answer(self, name: str | None, request: AWSPreparedRequest) -> AWSResponse | None:
        """The answer to a batch of which some entries fail; None for what no such fault is on for."""
        target = request.headers.get("X-Amz-Target", "")
        found = batch_of(target.decode() if isinstance(target, bytes) else target)
        if found is None or name is None:
            return None
        service, operation, batch = found
        hits = self.faults.of_batch(self.clock.now_us, service, operation, self.clock.current_flow)
        if hits is None:
            return None

        def carry_out(body: Body) -> Answer | None:
            request.body = json.dumps(body).encode()
            answer = self._others(name, request)
            return None if answer is None else Answer(answer.status_code, {}, answer.content)

        answer = batch.answer(json.loads(body_of(request)), hits, carry_out)
        if answer is None:
            return None
        self.wait()
        return to_response(request.url, answer)

    def _send_to_others(
        self, timeouts: Timeouts, host: str, name: str | None, request: AWSPreparedRequest
    ) -> AWSResponse:
        if name is None or not self.faults.are_on_for(self.clock.now_us, name):
            answer = self._answer_of_others(host, name, request)
            self.wait()
            return answer
        service = OtherService(request, partial(self._answer_of_others, host, name))
        return to_response(
            request.url, self._exchange(timeouts, name, service, outline_of(request), request.url)
        )

    def _answer_of_others(self, host: str, name: str | None, request: AWSPreparedRequest) -> AWSResponse:
        if name == "monitoring" and SEEN not in request.headers:
            raise NetworkRefused(
                "a request to CloudWatch came from a client that the lab does not know, and would find no "
                "metric of the lab: its boto3 session was made before the first world. Remedy: make the "
                "client from a new boto3.Session()."
            )
        request.url = usual_url(request.url)
        answer = self._others(name, request) if name else None
        if answer is None and socket_guard.is_loopback(host):
            where = urlsplit(request.url).netloc
            raise NetworkRefused(
                f"lablib blocked a request to {where}: a world is open and answers boto3, and it has no "
                f"service at {where}. Remedy: leave endpoint_url out, or close the world (lablib.stop())."
            )
        if answer is None:
            raise socket_guard.refusal(host)
        # Asked in this order: looking at the content of an object of S3 would read it away from its reader.
        if answer.status_code == 404 and answer.content == NOT_THERE:
            raise NetworkRefused(
                f"lablib blocked a request to {host}: nothing in the simulator answers there. Remedy: leave "
                f"endpoint_url out of the client, if it has one; if not, the lab doesn't offer this service."
            )
        return answer


# --- the hook --------------------------------------------------------------------------------------
_networks: list[Network] = []


def install(network: Network) -> None:
    """From now on `network` answers every boto3 request; worlds may be nested, the innermost answers."""
    aws_guard.answer_with(network.send)
    _networks.append(network)
    socket_guard.guard()


def uninstall(network: Network) -> None:
    """The network around it answers again; without one, requests to AWS are refused."""
    aws_guard.answer_no_longer(network.send)
    _networks.remove(network)
    if not _networks:
        socket_guard.unguard()


def current() -> Network | None:
    """The network that answers now."""
    return _networks[-1] if _networks else None
