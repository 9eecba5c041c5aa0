"""What is said about a run: a title, sentences below the picture, and the rows of the table."""

from __future__ import annotations

from typing import NamedTuple

from lablib.simulator.ledger.fates import Fate

LABELS = {
    Fate.WAITING: "never sent",
    Fate.IN_FLIGHT: "on their way",
    Fate.REJECTED: "throttled or failed, never resent",
    Fate.GIVEN_UP: "given up by their producer",
    Fate.STORED: "stored",
    Fate.READ: "read and still in the stream",
    Fate.EXPIRED: "expired in the stream",
    Fate.HANDLED: "handled by the function",
    Fate.FILTERED_OUT: "filtered out",
    Fate.SENT_TO_DESTINATION: "sent to the on-failure destination",
    Fate.DROPPED_BY_RETRIES: "dropped after the last retry",
    Fate.DROPPED_BY_AGE: "dropped for their age",
}


class Said(NamedTuple):
    """All words about one run."""

    title: str
    caption: list[str]
    ledger: list[list[str]]


def ledger_rows(totals: dict[str, int], copies: int) -> list[list[str]]:
    """`[what became of them, how many]`, for what occurs; `copies` are those beyond the first of a record."""
    rows = [["offered", totals["offered"]]]
    rows += [[label, totals[fate.label]] for fate, label in LABELS.items() if totals[fate.label]]
    rows += [["extra copies stored", copies]] if copies else []
    return [[str(label), f"{count:,}"] for label, count in rows]
