"""The functions of a region, and the concurrency that they share.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
"""

from __future__ import annotations

from lablib import limits
from lablib.errors import AwsError
from lablib.lambda_.function import Function

RESERVED = "ReservedFunctionConcurrentInvocationLimitExceeded"
ACCOUNT = "ConcurrentInvocationLimitExceeded"


class Throttled(AwsError):
    """No execution environment may be used: the invocation did not take place."""

    def __init__(self, reason: str) -> None:
        super().__init__("TooManyRequestsException", "Rate Exceeded.", 429)
        self.reason = reason


class Functions:
    """Every function by name, and how many of the account's concurrent executions are in use."""

    def __init__(self) -> None:
        self.by_name: dict[str, Function] = {}
        self.account_concurrency = limits.ACCOUNT_CONCURRENCY

    def find(self, name_or_arn: str) -> Function:
        """A function by its name, partial or whole ARN. Raises `ResourceNotFoundException`."""
        name = name_or_arn.removesuffix(":$LATEST").rsplit(":", 1)[-1]
        function = self.by_name.get(name)
        if function is None:
            arn = f"arn:{limits.PARTITION}:lambda:{limits.REGION}:{limits.ACCOUNT_ID}:function:{name}"
            raise AwsError("ResourceNotFoundException", f"Function not found: {arn}", 404)
        return function

    @property
    def unreserved(self) -> int:
        """Concurrent executions that functions without a reservation may use together."""
        reserved = sum(each.reserved_concurrency or 0 for each in self.by_name.values())
        return self.account_concurrency - reserved

    def admit(self, function: Function) -> None:
        """Raise `Throttled` with its reason if no further execution may begin now."""
        reserved = function.reserved_concurrency
        if reserved is not None:
            if function.running >= reserved:
                raise Throttled(RESERVED)
            return
        shared = sum(each.running for each in self.by_name.values() if each.reserved_concurrency is None)
        if shared >= self.unreserved:
            raise Throttled(ACCOUNT)

    def reserve(self, function: Function, wanted: int) -> None:
        """Set a reservation. Raises `InvalidParameterValueException` if too little is left for the others."""
        left = self.unreserved + (function.reserved_concurrency or 0) - wanted
        if left < limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN:
            raise AwsError(
                "InvalidParameterValueException",
                "Specified ReservedConcurrentExecutions for function decreases account's "
                "UnreservedConcurrentExecution below its minimum value of "
                f"[{limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN}].",
            )
        function.reserved_concurrency = wanted
