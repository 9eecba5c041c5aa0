"""Where did my records go: everything that was offered, by what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lablib.pictures.plots.guess import guess_point, number_or_none, within
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import DUPLICATED, LOST, OFFERED, STORED, Mark, area, label, new_figure, say
from lablib.pictures.plots.wording import fate_of, share

LOST_FATES = {
    "rejected": "throttled or failed, never resent",
    "given up": "given up",
    "waiting": "never sent",
}
"""Fates of a record that no shard took, and what to call them."""


YOUR_GUESS = "your guess"


class Row(NamedTuple):
    """One bar: so many records, from `start` on."""

    name: str
    start: int
    records: int
    mark: Mark
    part: bool = False
    """Part of the bar above it."""


@picture
def offered_stored_lost(totals: Mapping[str, int], duplicates: int = 0, guess: Any = None) -> Drawing:
    """Draw the offered records as a bar, and under it the stored and the lost ones that it is made of.

    `totals` is what `world.totals()` returns, `duplicates` is `world.ledger.duplicates`: copies beyond the
    first, which come on top of what was offered. Ask when the producers are done, as a throttled record may
    be resent. `guess` is how many somebody expected to be lost: it stands above what was lost.
    """
    offered, guess = totals["offered"], number_or_none(guess)
    if not offered:
        raise ValueError(
            "no record was sent in this simulator, so there is nothing to draw: write some records first"
        )
    rows = _rows(totals, duplicates)
    lost = sum(totals.get(fate, 0) for fate in LOST_FATES)
    if guess is not None:
        guessed = round(within(guess, offered)[0])
        place = next(place for place, row in enumerate(rows) if row.name.startswith("lost"))
        rows.insert(place, Row(YOUR_GUESS, offered - guessed, guessed, OFFERED, part=True))
    figure, (axes,) = new_figure(0.75 + 0.34 * len(rows))
    for index, row in enumerate(rows):
        axes.barh(index, row.records, left=row.start, height=0.5 if row.part else 0.74, **area(row.mark))
        of_all = f"  ({share(row.records, offered)})" if index else ""
        end = row.start + row.records + offered * 0.01
        if row.name == YOUR_GUESS:
            guess_point(axes, row.start, index, f"{guess:,.0f} lost?")
        else:
            label(axes, end, index, f"{row.records:,}{of_all}", va="center")
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.2 * (offered + duplicates))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    say(figure, _message(offered, lost, duplicates))
    summary = "; ".join(f"{row.name} {row.records:,}" for row in rows if row.name != YOUR_GUESS)
    summary += f"; {YOUR_GUESS} {guess:,.0f}" if guess is not None else ""
    return Drawing(figure, summary, f"Bars of what became of the offered records: {summary}.")


def _rows(totals: Mapping[str, int], duplicates: int) -> list[Row]:
    """What is not zero, each bar beginning where the one before it ended."""
    offered = totals["offered"]
    in_flight, expired = totals.get("in flight", 0), totals.get("expired", 0)
    lost = {name: totals.get(fate, 0) for fate, name in LOST_FATES.items() if totals.get(fate)}
    stored = offered - in_flight - sum(lost.values())
    name_of_lost = f"lost: {next(iter(lost))}" if len(lost) == 1 else "lost"
    rows = [
        Row("offered", 0, offered, OFFERED),
        Row("stored", 0, stored, STORED),
        Row("expired, never read", stored - expired, expired, LOST, part=True),
        Row("in flight", stored, in_flight, OFFERED),
        Row(name_of_lost, stored + in_flight, sum(lost.values()), LOST),
    ]
    start = stored + in_flight
    for name, count in lost.items() if len(lost) > 1 else ():
        rows.append(Row(name, start, count, LOST, part=True))
        start += count
    rows.append(Row("stored again", offered, duplicates, DUPLICATED))
    return [row for row in rows if row.records or row.name in ("stored", "lost")]


def _message(offered: int, lost: int, duplicates: int) -> str:
    fate = fate_of(lost, offered)
    fate = fate[0].upper() + fate[1:]
    copies = "1 copy" if duplicates == 1 else f"{duplicates:,} copies"
    return f"{fate}, and {copies} stored on top" if duplicates else fate
