"""One request on its way: from HTTP through the world's network, with its latency and its faults, and back.

A signature's time is compared with the clock of this machine, as its signer's clock is real. A request for
which no answer ever comes waits until its client hangs up, and a connection that a fault refuses is closed.
"""

from __future__ import annotations

import dataclasses
import math
import sys
import traceback
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

from botocore.awsrequest import AWSPreparedRequest, HeadersDict
from botocore.exceptions import EndpointConnectionError, HTTPClientError

from lablib.serve import cloudwatch, kinesis_cbor
from lablib.serve.answers import error_answer
from lablib.serve.call import Call, Protocol, protocol_of, read_call
from lablib.serve.memory import Memory
from lablib.serve.pace import Pace
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.wire import JSON_HEADERS, Answer, Request
from lablib.simulator.network import function_callers
from lablib.simulator.network.cloudwatch_hook import SEEN
from lablib.simulator.network.other_services import OPERATION
from lablib.simulator.network.socket_guard import NetworkRefused
from lablib.simulator.world import World

FOR_EVER = (math.inf, math.inf)
"""Only the client knows its timeouts: it hangs up."""
OURS = ("content-length", "connection", "date", "server", "transfer-encoding")
"""Headers that HTTP itself answers with."""
_DATE = "%Y%m%dT%H%M%SZ"


class Door:
    """Answers for one world, in a flow of it."""

    def __init__(self, world: World, pace: Pace, memory: Memory) -> None:
        self._world = world
        self._pace = pace
        self._memory = memory

    def answer(self, request: Request) -> Answer | None:
        """The answer, an error among them; None for a connection that is closed without one."""
        protocol = protocol_of(request)
        try:
            call = read_call(request)
            protocol = call.protocol
            self._memory.check(call)
            return self._carry(call, request)
        except AwsError as error:
            return error_answer(error, protocol)
        except NetworkRefused as error:
            return error_answer(AwsError("NotModelled", str(error)), protocol)
        except NotImplementedError as error:
            said = f"moto, which answers this service here, doesn't have it: {error}"
            return error_answer(AwsError("NotModelled", said, 501), protocol)
        except (EndpointConnectionError, HTTPClientError):
            return None
        except Exception:  # noqa: BLE001 - a client is told that it isn't its mistake, and the terminal what it was
            return _internal_failure(request, protocol)

    def _carry(self, call: Call, request: Request) -> Answer:
        if call.service == "monitoring":
            answer = cloudwatch.answer(self._world.cloudwatch, call, request)
            if answer is not None:
                return answer
        said = function_callers.refusal(call.model, call.operation, unquote_plus(_text(request.body)))
        if said is not None:
            raise AwsError("NotModelled", said)
        if call.protocol != "amz-cbor":
            return self._through_network(call, request)
        body = kinesis_cbor.body_as_json(call.operation, request.body)
        as_json = dataclasses.replace(request, headers=request.headers | _lower(JSON_HEADERS), body=body)
        return kinesis_cbor.answer_as_cbor(call.operation, self._through_network(call, as_json))

    def _through_network(self, call: Call, request: Request) -> Answer:
        headers = request.headers | {SEEN: "yes", OPERATION: call.operation}
        headers["host"] = f"{call.service}.{call.region}.amazonaws.com"
        if "x-amz-date" in headers:
            headers["x-amz-date"] = self._in_the_world(headers["x-amz-date"])
        url = f"https://{headers['host']}{request.target}"
        prepared = AWSPreparedRequest(request.method, url, HeadersDict(headers), request.body, False)
        response = self._world.network.carry(prepared, FOR_EVER)
        kept = {name: value for name, value in response.headers.items() if name.lower() not in OURS}
        return Answer(response.status_code, kept, response.content)

    def _in_the_world(self, date: str) -> str:
        """The time of a signature, as the world's clock would have it."""
        try:
            signed = datetime.strptime(date, _DATE).replace(tzinfo=UTC)
        except ValueError as error:
            raise AwsError(
                "IncompleteSignatureException",
                f"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601",
                403,
            ) from error
        late_s = signed.timestamp() - self._pace.real_now_s()
        return (datetime.fromtimestamp(self._world.clock.now_s, UTC) + timedelta(seconds=late_s)).strftime(
            _DATE
        )


def _internal_failure(request: Request, protocol: Protocol) -> Answer:
    sys.stderr.write(f"lablib: {request.method} {request.target[:200]} ended in an error of lablib's own:\n")
    traceback.print_exc()
    said = "The simulator failed. Its terminal says why; please report that."
    return error_answer(AwsError("InternalFailure", said, 500), protocol)


def _text(body: bytes) -> str:
    return body.decode(errors="replace")


def _lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
