"""Which of many like cases make test takes. Make nightly takes the others too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(count: int, cases: Iterable[Any]) -> list[Any]:
    """The first case of each `count`, and the others for the night. A case is a value, a tuple or a param."""
    return [case if place % count == 0 else _at_night(case) for place, case in enumerate(cases)]


def _at_night(case: Any) -> Any:
    if hasattr(case, "marks"):  # pytest.param(...)
        return pytest.param(*case.values, id=case.id, marks=[*case.marks, pytest.mark.nightly])
    values = case if type(case) is tuple else (case,)
    return pytest.param(*values, marks=pytest.mark.nightly)
