"""Which signs of which causes there are to see in a system now. The judge looks, and nothing is charged."""

from __future__ import annotations

import json

from lablib.scenarios.incidents import looking
from lablib.scenarios.incidents.cause import Cause, Sign
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.logged import clock_text
from lablib.scenarios.incidents.system import System

Holding = dict[str, tuple[Sign, ...]]
"""By the cause's id, those of its signs that hold."""


def holding(system: System) -> Holding:
    """Look at everything that is a sign of any cause."""
    seen: dict[str, Evidence] = {}

    def holds(sign: Sign) -> bool:
        which = looking.chosen(sign.source, sign.which)
        key = json.dumps([sign.source, which])
        if key not in seen:
            text, rows = looking.look(system, sign.source, which)
            seen[key] = Evidence("", sign.source, which, 0.0, clock_text(system.now_s), text, rows)
        return sign.holds(seen[key])

    return {cause.id: tuple(filter(holds, cause.signs)) for cause in CAUSES.values()}


def telling_apart(this: Cause, other: Cause, seen: Holding) -> tuple[list[Sign], list[Sign]]:
    """In a night of `this` cause: its signs that hold, and the other's that don't.

    One of either tells the two apart, unless the other cause has the same sign.
    """
    theirs = {(sign.source, str(sign.which), sign.says) for sign in other.signs}
    own = [sign for sign in seen[this.id] if (sign.source, str(sign.which), sign.says) not in theirs]
    return own, [sign for sign in other.signs if sign not in seen[other.id]]


def shows(evidence: Evidence, cause: Cause) -> bool:
    """Whether evidence shows a cause."""
    return any(sign.is_in(evidence) for sign in cause.signs)


def shows_alone(evidence: Evidence, cause: Cause) -> bool:
    """Whether evidence shows a cause and no other one would have shown the same."""
    return any(sign.is_in(evidence) for sign in cause.signs if not sign.is_shared)
