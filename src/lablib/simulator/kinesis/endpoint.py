"""Kinesis as the network meets it: bytes in, bytes out, and the ledger told of records under way."""

from __future__ import annotations

from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.wire import JSON_HEADERS, Answer, Exchange, Request
from lablib.simulator.kinesis.operations.failed_call import count_failed_call
from lablib.simulator.kinesis.operations.put_columns import Columns
from lablib.simulator.kinesis.service import error_json, parse_quickly, serve, to_json
from lablib.simulator.kinesis.state.region import Caller, Params, Region
from lablib.simulator.ledger.ledger import Flight

INTERNAL_FAILURE = AwsError("InternalFailureException", "Internal Service Failure", 500)


class KinesisEndpoint:
    """Serves one region. A request is parsed when it departs, so that the ledger knows what is in flight."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._parsed: dict[int, Params | AwsError] = {}
        self._flights: dict[int, Flight] = {}

    def operation_of(self, request: Request) -> str:
        """`PutRecords` of the header `X-Amz-Target: Kinesis_20131202.PutRecords`."""
        return request.headers.get("x-amz-target", "").rsplit(".", 1)[-1]

    def takes_time(self, exchange: Exchange) -> bool:
        """No operation of Kinesis blocks."""
        return False

    def departs(self, exchange: Exchange) -> None:
        """Read the request; its records are in flight from now on."""
        try:
            params = parse_quickly(exchange.operation, exchange.request.body)
        except AwsError as error:
            self._parsed[id(exchange)] = error
            return
        self._parsed[id(exchange)] = params
        contents, ledger = contents_of(exchange.operation, params), self._region.ledger
        if contents:
            keys = keys_of(exchange.operation, params) if ledger.by_key else ()
            self._flights[id(exchange)] = ledger.departs(
                exchange.producer, contents, self._region.clock.now_us, stream_named(params), keys
            )

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """Carry the request out."""
        params = self._parsed.pop(id(exchange))
        flight = self._flights.get(id(exchange))
        caller = self._region.caller = Caller(exchange.producer, exchange.latency_ms)
        if flight is not None:
            caller.rows, caller.left_us = flight.rows, flight.left_us
        try:
            if isinstance(params, AwsError):
                raise params
            result = serve(self._region, exchange.operation, params, now_us)
        except AwsError as error:
            self._lands(exchange, None if caller.settled else error.code, now_us)
            return Answer(error.status, JSON_HEADERS.copy(), error_json(error))
        self._lands(exchange, None, now_us)
        return Answer(200, JSON_HEADERS.copy(), to_json(result))

    def forbids(self, exchange: Exchange, code: str, message: str, now_us: int) -> Answer:
        """None of its records is stored by it, and no metric counts it."""
        self.never_arrives(exchange, code, now_us)
        return Answer(400, JSON_HEADERS.copy(), error_json(AwsError(code, message)))

    def fails(self, exchange: Exchange, now_us: int) -> Answer:
        """None of its records is stored by it, and CloudWatch hears of a call that failed."""
        params = self._parsed.pop(id(exchange))
        if not isinstance(params, AwsError):
            count_failed_call(self._region, exchange.operation, params, now_us)
        self._lands(exchange, INTERNAL_FAILURE.code, now_us)
        return Answer(INTERNAL_FAILURE.status, JSON_HEADERS.copy(), error_json(INTERNAL_FAILURE))

    def never_arrives(self, exchange: Exchange, why: str, now_us: int) -> None:
        """None of its records is stored by it, and no metric counts it."""
        self._parsed.pop(id(exchange), None)
        self._lands(exchange, why, now_us)

    def _lands(self, exchange: Exchange, failure: str | None, now_us: int) -> None:
        flight = self._flights.pop(id(exchange), None)
        if flight is None:
            return
        if failure is None:
            self._region.ledger.lands(flight)
        else:
            self._region.ledger.call_failed(flight, failure, now_us)


def stream_named(params: Params) -> str:
    """The name of the stream that a request asks for, as far as it gives any."""
    return str(params.get("StreamName") or params.get("StreamARN") or "").rsplit("/", 1)[-1]


def contents_of(operation: str, params: Params) -> list[bytes]:
    """The records that a request offers; whatever else stands in their place is refused on arrival."""
    columns = _columns_of(operation, params)
    return columns.data if columns is not None else [each["Data"] for each in _entries_of(operation, params)]


def keys_of(operation: str, params: Params) -> list[str]:
    """The partition keys of the same records."""
    columns = _columns_of(operation, params)
    if columns is not None:
        return columns.keys
    return [str(each.get("PartitionKey") or "") for each in _entries_of(operation, params)]


def _columns_of(operation: str, params: Params) -> Columns | None:
    records = params.get("Records")
    return records if isinstance(records, Columns) and not params.get("DryRun") else None


def _entries_of(operation: str, params: Params) -> list[Params]:
    if operation not in ("PutRecord", "PutRecords") or params.get("DryRun"):
        return []
    entries = params.get("Records") if operation == "PutRecords" else [params]
    if not isinstance(entries, list):
        return []
    return [each for each in entries if isinstance(each, dict) and isinstance(each.get("Data"), bytes)]
