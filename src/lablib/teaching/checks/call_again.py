"""Whether an answer says the same when it is called again: what it keeps, the next caller gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import Finding

SHOWN_CHARS = 70
LEAD_CHARS = 20
"""So much is shown before the first difference."""


def keeps_state(seen: Attempt, fn: Callable[..., Any], data: tuple[Any, ...]) -> Finding | None:
    """Call `fn` once more with the same `data`: a finding if the result is another one.

    For answers that return plain values: results are compared as Python writes them.
    """
    if seen.broke_off:
        return None
    first, again = repr(seen.returned), Attempt(seen.name)
    with fresh_world(seed=7) as world:
        observe(again, world, fn, data)
    second = repr(again.error) if again.broke_off else repr(again.returned)
    if first == second:
        return None
    before, after = at_first_difference(first, second)
    return "check.keeps-state", {"before": before, "after": after}


def at_first_difference(one: str, other: str) -> tuple[str, str]:
    """Both texts, cut so that the place where they begin to differ is in what is left."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    place = min(len(one), len(other)) if same is None else same
    begin = 0 if place < SHOWN_CHARS - LEAD_CHARS else place - LEAD_CHARS
    return _cut(one, begin), _cut(other, begin)


def _cut(text: str, begin: int) -> str:
    end = begin + SHOWN_CHARS
    return ("..." if begin else "") + text[begin:end] + ("..." if len(text) > end else "")
