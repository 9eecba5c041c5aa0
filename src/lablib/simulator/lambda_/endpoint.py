"""Lambda as the network meets it: a request in, an answer out. The table of its operations stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.simulator.api import constraints, rest_routes
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.wire import Answer, Exchange, Request
from lablib.simulator.lambda_ import function_api, mapping_api, rest
from lablib.simulator.lambda_.region import LambdaRegion

OPERATIONS: dict[str, Callable[[LambdaRegion, dict[str, Any], int], dict[str, Any]]] = {
    "CreateEventSourceMapping": mapping_api.create,
    "DeleteEventSourceMapping": mapping_api.delete,
    "DeleteFunctionConcurrency": function_api.delete_concurrency,
    "GetEventSourceMapping": mapping_api.get,
    "GetFunction": function_api.get_function,
    "GetFunctionConcurrency": function_api.get_concurrency,
    "GetFunctionConfiguration": function_api.get_configuration,
    "Invoke": function_api.invoke,
    "ListEventSourceMappings": mapping_api.list_,
    "ListFunctions": function_api.list_functions,
    "PutFunctionConcurrency": function_api.put_concurrency,
    "UpdateEventSourceMapping": mapping_api.update,
    "UpdateFunctionConfiguration": function_api.update_configuration,
}

SERVICE_FAILURE = AwsError("ServiceException", "An error occurred and the request cannot be processed.", 500)
"""The text: https://github.com/mentum/lambdaws/issues/49"""


OF_CODE = ("CreateFunction", "UpdateFunctionCode")
"""Operations that bring a function's code as a zip or an image."""


class LambdaEndpoint:
    """Serves one region."""

    def __init__(self, region: LambdaRegion) -> None:
        self._region = region

    def operation_of(self, request: Request) -> str:
        """By method and path."""
        return rest_routes.operation_of("lambda", request)

    def takes_time(self, exchange: Exchange) -> bool:
        """Invoke waits for the handler."""
        return exchange.operation == "Invoke"

    def departs(self, exchange: Exchange) -> None:
        """Nothing to note: a request carries no records."""

    def forbids(self, exchange: Exchange, code: str, message: str, now_us: int) -> Answer:
        """Nothing to note, and 403, as services with a REST interface answer."""
        return rest.error(AwsError(code, message, 403))

    def fails(self, exchange: Exchange, now_us: int) -> Answer:
        """Nothing to note: no metric of Lambda counts requests that fail in the service."""
        return rest.error(SERVICE_FAILURE)

    def never_arrives(self, exchange: Exchange, why: str, now_us: int) -> None:
        """Nothing to note."""

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """Carry the request out."""
        operation = exchange.operation
        call = OPERATIONS.get(operation)
        try:
            if call is None:
                raise AwsError("NotModelled", _not_modelled(operation))
            params = rest.parse(operation, exchange.request)
            constraints.check("lambda", operation, params)
            unknown = params.keys() - function_api.TAKES.get(operation, params.keys())
            if unknown:
                raise AwsError(
                    "NotModelled",
                    f"The lab's Lambda does not model {', '.join(sorted(unknown))} of {operation}. On AWS it "
                    "exists; here leave it out.",
                )
            return rest.answer(operation, call(self._region, params, now_us))
        except AwsError as error:
            return rest.error(error)


def _not_modelled(operation: str) -> str:
    if operation in OF_CODE:
        return (
            f"The lab's Lambda does not model {operation}: it runs handlers in Python, and takes no packaged "
            "code. Remedy: world.deploy(handler) in Python, or `lablib serve --functions handlers.py`: "
            "each public function of (event, context) in that file is a Lambda function from the start."
        )
    return (
        f"The lab's Lambda does not model {operation}. On AWS it may exist; here these do: "
        f"{', '.join(sorted(OPERATIONS))}."
    )
