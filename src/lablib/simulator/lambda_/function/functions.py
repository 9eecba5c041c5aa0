"""The functions of a region, and the concurrency that they share.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
"""

from __future__ import annotations

import re

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.function.function import Function

LATEST = "$LATEST"
"""The only version: nothing is published here."""
OWN_ARN = f"arn:{limits.PARTITION}:lambda:{limits.REGION}:{limits.ACCOUNT_ID}:function"
ASKED = re.compile(
    rf"(?:{OWN_ARN}:|(?:{limits.ACCOUNT_ID}:)?function:|{limits.ACCOUNT_ID}:)?"
    r"(?P<name>[a-zA-Z0-9-_]+)(?::(?P<version>[^:]+))?"
)
"""A name, or a part of the ARN that ends with it, and perhaps a version."""
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
        """Add a function, or give a known one this handler and these settings.

        Raises ValueError or TypeError for what Lambda does not take; then nothing has changed.
        """
        function.check()
        known = self.by_name.get(function.name, function)
        if reserved_concurrency is not None:
            self.reserve(known, reserved_concurrency)
        if known is not function:
            known.handler, known.takes_s = function.handler, function.takes_s
            known.timeout_s, known.memory_mb = function.timeout_s, function.memory_mb
            known.cold_start_s = function.cold_start_s
            known.changed(function.created_us)
        return self.by_name.setdefault(function.name, function)

    def find(self, asked: str, qualifier: str | None = None) -> Function:
        """A function by its name, partial or whole ARN.

        Raises `ResourceNotFoundException`, and `InvalidParameterValueException` for two versions at once:
        https://docs.aws.amazon.com/scheduler/latest/UserGuide/troubleshooting.html
        """
        match = ASKED.fullmatch(asked)
        function = self.by_name.get(match["name"]) if match else None
        if match is not None and qualifier is not None and match["version"] not in (None, qualifier):
            raise AwsError(
                "InvalidParameterValueException",
                "The derived qualifier from the function name does not match the specified qualifier.",
            )
        if match is None or function is None or (match["version"] or qualifier or LATEST) != LATEST:
            version = "" if qualifier in (None, LATEST) else f":{qualifier}"
            raise _not_found(f"{asked.rpartition('function:')[2]}{version}")
        return function

    def find_unqualified(self, asked: str) -> Function:
        """As `find`, for what only a function has: a version is refused.

        Recorded on AWS, with `:$LATEST` for an unknown one: https://github.com/localstack/localstack/blob/main/
        tests/aws/services/lambda_/test_lambda_api.snapshot.json (test_function_concurrency_exceptions).
        """
        match = ASKED.fullmatch(asked)
        if match is not None and match["version"]:
            raise AwsError(
                "InvalidParameterValueException",
                "This operation is permitted on Lambda functions only. Aliases and versions do not support "
                "this operation. Please specify either a function name or an unqualified function ARN.",
            )
        function = self.by_name.get(match["name"]) if match else None
        if function is None:
            raise _not_found(f"{asked.rpartition('function:')[2]}:{LATEST}")
        return function

    def is_named(self, function: Function, asked: str) -> bool:
        """Whether a name, a partial or a whole ARN means this function. Of an unknown one it doesn't."""
        try:
            return self.find(asked) is function
        except AwsError:
            return False

    @property
    def unreserved(self) -> int:
        """Concurrent executions that functions without a reservation may use together."""
        reserved = sum([each.reserved_concurrency or 0 for each in self.by_name.values()])
        return self.account_concurrency - reserved

    def admit(self, function: Function) -> None:
        """Raise `Throttled` with its reason if no further execution may begin now."""
        reserved = function.reserved_concurrency
        if reserved is not None:
            if function.running >= reserved:
                raise Throttled(RESERVED)
            return
        shared = sum([each.running for each in self.by_name.values() if each.reserved_concurrency is None])
        if shared >= self.unreserved:
            raise Throttled(ACCOUNT)

    def reserve(self, function: Function, wanted: int) -> None:
        """Set a reservation. Raises `InvalidParameterValueException` if too little is left for the others."""
        if wanted < 0:
            raise ValueError(f"reserved_concurrency is {wanted}: give 0 (nothing runs) or more, or None")
        left = self.unreserved + (function.reserved_concurrency or 0) - wanted
        if left < limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN:
            raise AwsError(
                "InvalidParameterValueException",
                "Specified ReservedConcurrentExecutions for function decreases account's "
                "UnreservedConcurrentExecution below its minimum value of "
                f"[{limits.ACCOUNT_CONCURRENCY_UNRESERVED_MIN}].",
            )
        function.reserved_concurrency = wanted


def _not_found(shown: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"Function not found: {OWN_ARN}:{shown}", 404)
