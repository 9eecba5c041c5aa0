"""NextToken: where a listing goes on. Opaque to the caller, good for 300 seconds.

Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html
"""

from __future__ import annotations

import json
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import sealed_tokens


def issue(operation: str, position: dict[str, Any], now_us: int) -> str:
    """A token for `operation` that `redeem` turns back into `position` (JSON values)."""
    text = json.dumps([operation, now_us, position], separators=(",", ":"), sort_keys=True)
    return sealed_tokens.seal(text.encode())


def redeem(operation: str, token: str, now_us: int) -> dict[str, Any]:
    """The position in a token.

    Raises `ExpiredNextTokenException` after 300 s, `InvalidArgumentException` for anything that `operation`
    did not issue.
    """
    try:
        issued_for, issued_us, position = json.loads(sealed_tokens.unseal(token))
    except ValueError as error:
        raise _invalid(operation) from error
    if issued_for != operation:
        raise _invalid(operation)
    age_us = now_us - issued_us
    if age_us > limits.NEXT_TOKEN_LIFE_S * limits.US_PER_S:
        raise AwsError(
            "ExpiredNextTokenException",
            f"The NextToken was issued {age_us / limits.US_PER_S:g} seconds ago; it is valid for"
            f" {limits.NEXT_TOKEN_LIFE_S} seconds. Start the listing again without it.",
        )
    return dict(position)


def _invalid(operation: str) -> AwsError:
    return AwsError("InvalidArgumentException", f"Invalid NextToken: {operation} did not issue it.")
