"""Whose records they are: each is offered once, by the producer that sends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from lablib.simulator.tape.tape import Call, Tape


class Offer(NamedTuple):
    """Records that one producer has to send, from then on."""

    at_us: int
    producer: str
    rows: list[int]


def offers_of(tape: Tape, calls: Sequence[Call]) -> list[Offer]:
    """In the order of the ledger's rows. A record that was never offered is, in the first call that has it.

    Whoever offers may not be the one who sends: a check offers what it hands to the learner's function. Then
    the records are the sender's.
    """
    senders = {call.producer for call in calls}
    sender_of: dict[int, str] = {}
    for call in calls:
        for row in call.rows:
            sender_of.setdefault(row, call.producer)
    alone = next(iter(senders)) if len(senders) == 1 else ""

    def owner(row: int, producer: str) -> str:
        return producer if producer in senders else sender_of.get(row, alone or producer)

    first = _first_seen(tape, calls)
    owned = ((at_us, owner(row, producer), row) for row, (at_us, producer) in sorted(first.items()))
    grouped = groupby(owned, key=lambda each: each[:2])
    return [Offer(at_us, producer, [row for _, _, row in group]) for (at_us, producer), group in grouped]


def _first_seen(tape: Tape, calls: Sequence[Call]) -> dict[int, tuple[int, str]]:
    """When each record was first offered or sent, and by whom; not those that only other calls had."""
    shown = {row for call in calls for row in call.rows}
    elsewhere = {row for call in tape.calls for row in call.rows} - shown
    first: dict[int, tuple[int, str]] = {}
    for at_us, producer, rows in sorted(_said(tape, calls), key=lambda each: each[0]):
        for row in rows:
            if row not in elsewhere:
                first.setdefault(row, (at_us, producer))
    return first


def _said(tape: Tape, calls: Sequence[Call]) -> Iterable[tuple[int, str, Iterable[int]]]:
    yield from tape.offers
    yield from ((call.left_us, call.producer, call.rows) for call in calls)
