"""Parts of boto3 and `time` that somebody has replaced in this kernel. `lablib.start` puts them back."""

from __future__ import annotations

import time
from typing import Any

import boto3

from lablib.simulator.clock.virtual_time import PYTHONS_OWN

_NAMES: list[tuple[Any, tuple[str, ...]]] = [(boto3, ("client", "resource", "Session")), (time, PYTHONS_OWN)]
_BEFORE = [
    (owner, name, getattr(owner, name)) for owner, names in _NAMES for name in names if hasattr(owner, name)
]
"""As they were when this was imported, by the first `lablib.start`."""


def put_back() -> list[str]:
    """Put back what has been replaced since the first `lablib.start`; returns a line about each, to be shown.

    What had been replaced before that can't be put back, and its line says so.
    """
    lines = []
    for owner, name, before in _BEFORE:
        path = f"{owner.__name__}.{name}"
        if not _is_own(owner, before):
            lines.append(f"{path} had been replaced before the lab started. Remedy: restart the kernel.")
        elif getattr(owner, name) is not before:
            setattr(owner, name, before)
            lines.append(f"{path} had been replaced in this kernel. The lab has put the original back.")
    return lines


def _is_own(owner: Any, value: Any) -> bool:
    """Whether a function or class says that it comes from the package it is found in."""
    name = str(owner.__name__)
    return str(getattr(value, "__module__", "")).partition(".")[0] == name
