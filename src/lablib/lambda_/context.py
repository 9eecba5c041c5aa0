"""The second argument of a handler.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib import limits


@dataclass(slots=True)
class Context:
    """What a handler can ask about its invocation."""

    function_name: str
    invoked_function_arn: str
    aws_request_id: str
    memory_limit_in_mb: str
    log_stream_name: str
    deadline_us: int
    now_us: Callable[[], int]
    function_version: str = "$LATEST"
    identity: Any = None
    client_context: Any = None
    log_group_name: str = field(init=False)

    def __post_init__(self) -> None:
        self.log_group_name = f"/aws/lambda/{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function times out."""
        return max(0, (self.deadline_us - self.now_us()) // limits.US_PER_MS)
