"""The errors of spawned flows that nobody joined: a world ends with the first, or notes them on another."""

from __future__ import annotations

from collections.abc import Iterable

from lablib.simulator.clock.flow import Flow


def raise_first(failed: list[Flow]) -> None:
    """Raise the error of the first of these flows, if there is any; its notes name the others."""
    if failed and failed[0].error is not None:
        first = failed[0].error
        first.add_note(f"raised in the flow {failed[0].name!r}, which was spawned and never joined")
        add_notes(first, failed[1:])
        raise first


def add_notes(error: BaseException, failed: Iterable[Flow]) -> None:
    """Note on `error` what these flows failed with, but for itself."""
    for flow in failed:
        if flow.error is not error:
            error.add_note(f"the flow {flow.name!r}, which was never joined, failed as well: {flow.error!r}")
