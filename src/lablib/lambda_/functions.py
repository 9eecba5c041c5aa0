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
        super().__init__("TooManyRequestsException", "Rate Exceeded.", 429, Reason=reason)


class Functions:
    """Every function by name, and how many of the account's concurrent executions are in use."""

    def __init__(self) -> None:
        self.by_name: dict[str, Function] = {}
        self.account_concurrency = limits.ACCOUNT_CONCURRENCY

    def deploy(self, function: Function, reserved_concurrency: int | None) -> Function:
        """Add a function. Raises ValueError for a timeout or a memory size that Lambda does not take."""
        if not 1 <= function.timeout_s <= limits.FUNCTION_TIMEOUT_MAX_S:
            raise ValueError(
                f"timeout_s is {function.timeout_s}: a function has 1 to {limits.FUNCTION_TIMEOUT_MAX_S} s"
            )
        if not limits.FUNCTION_MEMORY_DEFAULT_MB <= function.memory_mb <= limits.FUNCTION_MEMORY_MAX_MB:
            raise ValueError(
                f"memory_mb is {function.memory_mb}: a function has {limits.FUNCTION_MEMORY_DEFAULT_MB} to "
                f"{limits.FUNCTION_MEMORY_MAX_MB} MB"
            )
        known = self.by_name.get(function.name)
        if known is None:
            known = self.by_name[function.name] = function
        else:
            known.handler, known.takes_s = function.handler, function.takes_s
            known.timeout_s, known.memory_mb = function.timeout_s, function.memory_mb
            known.cold_start_s, known.modified_us = function.cold_start_s, function.created_us
            known.idle_since_us.clear()
        if reserved_concurrency is not None:
            self.reserve(known, reserved_concurrency)
        return known

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
