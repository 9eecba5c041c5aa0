"""The second argument of a handler.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

from lablib.simulator import limits
from lablib.simulator.clock.clock import Clock


@dataclass(slots=True)
class Context:
    """What a handler can ask about its invocation."""

    function_name: str
    invoked_function_arn: str
    aws_request_id: str
    memory_mb: int
    began_us: int
    deadline_us: int
    clock: Clock
    function_version: str = "$LATEST"
    client_context: None = None
    tenant_id: None = None

    @property
    def memory_limit_in_mb(self) -> str:
        """Text, as in Lambda's own runtime."""
        return str(self.memory_mb)

    @property
    def identity(self) -> SimpleNamespace:
        """Of a mobile application's user: there is none, and so nothing in it."""
        return SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)

    @property
    def log_group_name(self) -> str:
        """Where CloudWatch Logs keeps the function's logs."""
        return f"/aws/lambda/{self.function_name}"

    @property
    def log_stream_name(self) -> str:
        """Made when it is asked for: few handlers do, and a date takes long to write."""
        began = datetime.fromtimestamp(self.began_us / limits.US_PER_S, UTC)
        return f"{began:%Y/%m/%d}/[{self.function_version}]{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function times out."""
        return max(0, (self.deadline_us - self.clock.now_us) // limits.US_PER_MS)
