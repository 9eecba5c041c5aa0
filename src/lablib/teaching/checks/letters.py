"""Letters as people type them: "B" and " b " are b."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def as_option(typed: Any, options: Iterable[str]) -> Any:
    """The option that is meant, or what was typed if there is none."""
    if not isinstance(typed, str):
        return typed
    known = {option.casefold(): option for option in options}
    return known.get(typed.strip().casefold(), typed)
