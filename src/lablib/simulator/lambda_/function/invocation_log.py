"""The log of one invocation: START, what the handler printed, END, REPORT.

Format: https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from lablib.simulator import limits

_MS = limits.US_PER_MS


@dataclass(slots=True)
class InvocationLog:
    """Written while the invocation runs; `lines` puts it into Lambda's words."""

    request_id: str
    began_us: int
    memory_mb: int
    init_us: int = 0
    ended_us: int | None = None
    printed: list[str] = field(default_factory=list)
    ending: tuple[str, ...] = ()
    """What Lambda itself says at the end: an error, a timeout."""
    chars: int = 0

    def write(self, text: str) -> None:
        """What the handler prints; the end of a flood is dropped, and `lines` says so."""
        room = limits.FUNCTION_LOG_MAX_CHARS - self.chars
        if room > 0:
            self.printed.append(text[:room])
        self.chars += len(text)

    @property
    def duration_ms(self) -> float:
        """From the handler's first line to its last; 0 while it runs."""
        return 0.0 if self.ended_us is None else (self.ended_us - self.began_us) / _MS

    @property
    def lines(self) -> list[str]:
        """The log's lines, oldest first."""
        head = f"START RequestId: {self.request_id} Version: $LATEST"
        body = "".join(self.printed).splitlines()
        if self.chars > limits.FUNCTION_LOG_MAX_CHARS:
            body.append(f"(the lab keeps {limits.FUNCTION_LOG_MAX_CHARS} of {self.chars} characters printed)")
        if self.ended_us is None:
            return [head, *body]
        return [head, *body, *self.ending, f"END RequestId: {self.request_id}", self._report()]

    def _report(self) -> str:
        billed_ms = ceil(self.duration_ms + self.init_us / _MS)
        init = f"\tInit Duration: {self.init_us / _MS:.2f} ms" if self.init_us else ""
        return (
            f"REPORT RequestId: {self.request_id}\tDuration: {self.duration_ms:.2f} ms\t"
            f"Billed Duration: {billed_ms} ms\tMemory Size: {self.memory_mb} MB{init}"
        )
