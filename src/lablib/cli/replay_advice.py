"""What `lablib replay --advise` prints: plans that lose nothing, what they cost, and which to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Column, Table

from lablib.cli.telling import console, say, step
from lablib.pictures.plots.wording import counted, fate_of

if TYPE_CHECKING:
    from lablib.scenarios.advice import Advice, Plan, Trial
    from lablib.traffic.outline import Outline


def advise_on(
    outline: Outline, now: Plan, gateways: int, seed: int, seconds: float | None, picture: Path | None
) -> None:
    """Look for plans, and print and draw what was found. Raises ValueError as the replay does."""
    from lablib.scenarios.advice import Traffic, advise

    with step("trying plans") as tell:
        advice = advise(Traffic(outline, gateways, seed, seconds), now, tell)
    show(advice)
    if picture is not None:
        _draw(advice, picture)


def show(advice: Advice) -> None:
    """Print the table and the advice."""
    from lablib.pictures.plots.plans_by_cost import shown_plans

    table = Table(Column("The plan", overflow="fold"))
    for name in ("shards", "lost", "reordered", "$ a month"):
        table.add_column(name, justify="right")
    for trial in shown_plans(advice):
        row = f"{trial.plan.shards}", f"{trial.lost:,}", f"{trial.reordered:,}", f"{trial.dollars:,.2f}"
        table.add_row(_changes(trial, advice), *row)
    console.print()
    console.print(table)
    for sentence in _sentences(advice):
        say(sentence)


def _changes(trial: Trial, advice: Advice) -> str:
    return "; ".join(trial.plan.changes_from(advice.now.plan)) or "as it is now"


def _sentences(advice: Advice) -> list[str]:
    now, best, single = advice.now, advice.cheapest, advice.one_change
    if best is None:
        return ["No plan that was tried loses nothing. Is a record larger than a shard takes in a second?"]
    said = [f"Now, {fate_of(now.lost, now.offered)}."]
    if single is not None:
        said.append(f"With one change, the cheapest that loses nothing: {_priced(single, advice)}.")
    if best is not single:
        said.append(f"The cheapest of all: {_priced(best, advice)}.")
    said.append(
        "Each plan was played on this traffic, the recommended ones with three seeds. The dollars are shards "
        "and payload units for 30 days like it, without readers. Leave room for growth: a plan that fits "
        "exactly loses records when the traffic grows."
    )
    if best.plan.packed or (single is not None and single.plan.packed):
        said.append("A packed record holds several events. The consumer splits it at the line ends (lab 05).")
    return said


def _priced(trial: Trial, advice: Advice) -> str:
    shards = counted(trial.plan.shards, "shard")
    return f"{_changes(trial, advice)} ({shards}, {trial.dollars:,.2f} dollars a month)"


def _draw(advice: Advice, picture: Path) -> None:
    with step("drawing"):
        from lablib.pictures.plots.plans_by_cost import plans_by_cost

        drawn = plans_by_cost(advice)
        drawn.save(picture)
    say(f"{picture}: {drawn.summary}")
