"""The reserved concurrency of a function: whose it can't be."""

from __future__ import annotations

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.handlers import succeed
from lablib.conformance.refusals import refused
from lablib.conformance.sources import LAMBDA_API_SNAPSHOT

book = CaseBook("lambda", "mapping_api")


@book.case("Reserved concurrency is a function's: $LATEST has none", LAMBDA_API_SNAPSHOT,
           recorded="LocalStack, November 2023", shards=0)  # fmt: skip
def reserved_for_a_version(env: Environment) -> None:
    function = env.deploy(succeed)
    with refused("InvalidParameterValueException") as error:
        env.lambda_.put_function_concurrency(
            FunctionName=f"{function.arn}:$LATEST", ReservedConcurrentExecutions=1
        )
    words = error.response["Error"]["Message"]
    assert words.startswith(
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this "
        "operation."
    ), f"it says {words!r}"


@book.case("PutFunctionConcurrency of a function that isn't there names its $LATEST", LAMBDA_API_SNAPSHOT,
           recorded="LocalStack, November 2023", shards=0)  # fmt: skip
def reserved_for_nobody(env: Environment) -> None:
    name = env.name()
    words = f"Function not found: arn:aws:lambda:{env.region}:{env.account}:function:{name}:$LATEST"
    with refused("ResourceNotFoundException", words, 404):
        env.lambda_.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=1)
