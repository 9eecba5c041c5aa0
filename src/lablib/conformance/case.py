"""One case: what AWS does in a situation, who says so, and a function that checks an endpoint for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lablib.conformance.environment import Environment

Check = Callable[[Environment], None]
"""Raises AssertionError where an endpoint behaves differently."""


class Evidence(StrEnum):
    """How we know. The weakest link decides: a recorded text under a documented rule is recorded."""

    DOCUMENTED = "documented"
    """AWS's own page says it."""
    RECORDED = "recorded"
    """Somebody ran it on AWS and noted the answer down."""
    MODEL = "model"
    """AWS publishes nothing precise. The source is what comes closest."""


@dataclass(frozen=True, slots=True)
class Case:
    """A behavior. `says` is a sentence, `source` a URL, `recorded` who noted AWS's answer down, and when."""

    id: str
    service: str
    says: str
    source: str
    evidence: Evidence
    recorded: str
    jumps_h: float
    """Hours of waiting that only virtual time makes bearable. With any, a case is skipped on AWS."""
    shards: int
    """Shards that it opens, each paid for an hour on AWS."""
    needs_function: bool
    """A Lambda function has to run. On AWS that takes a role."""
    check: Check


class CaseBook:
    """The cases of a module: `book = CaseBook("kinesis", "put")`, then `@book.case(...)` on each function."""

    def __init__(self, service: str, subject: str) -> None:
        self.service = service
        self.subject = subject
        self.cases: list[Case] = []

    def case(
        self,
        says: str,
        source: str,
        *,
        recorded: str = "",
        model: bool = False,
        jumps_h: float = 0,
        shards: int = 1,
        needs_function: bool = False,
    ) -> Callable[[Check], Check]:
        """Enter a function as a case; its name becomes the id. Documented unless `recorded` or `model`."""
        if recorded and model:
            raise ValueError(f"{says!r}: what was recorded is no model. Leave one of the two out.")
        evidence = Evidence.RECORDED if recorded else Evidence.MODEL if model else Evidence.DOCUMENTED

        def enter(check: Check) -> Check:
            known = (self.service, says, source, evidence, recorded, jumps_h, shards, needs_function)
            self.cases.append(Case(f"{self.subject}.{getattr(check, '__name__', '')}", *known, check))
            return check

        return enter
