"""What `lablib replay --advise` prints: plans that lose nothing, what they cost, and which to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Column, Table

from lablib.cli.telling import console, say, step
from lablib.pictures.plots.wording import counted, fate_of

if TYPE_CHECKING:
    from lablib.scenarios.advice import Advice, Choice, Plan, Traffic, Trial
    from lablib.scenarios.replay.outcome import Outcome


def advise_on(traffic: Traffic, now: Plan, outcome: Outcome, picture: Path | None) -> None:
    """Look for plans, and print and draw what was found. `outcome` is that of `now`.

    Raises ValueError as the replay does.
    """
    from lablib.scenarios.advice import advise, trial_of

    with step("trying plans") as tell:
        advice = advise(traffic, now, tell, trial_of(traffic, now, outcome))
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
    from lablib.scenarios.advice import OTHER_SEEDS

    now, best, single = advice.now, advice.best, advice.single
    if best is None:
        return ["No plan that was tried loses nothing. Is a record larger than a shard takes in a second?"]
    said = [f"Now, {fate_of(now.lost, now.offered)}."]
    if single is not None and single.trial != best.trial:
        said.append(f"With one change, the cheapest that loses nothing: {_priced(single.trial, advice)}.")
        said.append(_below(single, "single change", advice))
    said.append(f"The cheapest of all: {_priced(best.trial, advice)}.")
    said.append(_below(best, "plan", advice))
    said.append(
        f"{advice.tried} plans were tried on all of this traffic, and each recommended one was played to its "
        f"end with {len(OTHER_SEEDS) + 1} seeds. The dollars are shards and payload units for 30 days like "
        "it, without readers. Leave room for growth: a plan that just fits loses records when traffic grows."
    )
    if best.trial.plan.packed or (single is not None and single.trial.plan.packed):
        said.append("A packed record holds several events. The consumer splits it at the line ends (lab 05).")
    return said


def _below(choice: Choice, what: str, advice: Advice) -> str:
    """What comes of the next cheaper plan."""
    cheaper = choice.next_cheaper
    if cheaper is None:
        return f"No {what} that lablib knows of costs less."
    seed = "" if choice.its_seed == advice.seed else f", with seed {choice.its_seed}"
    loses = f"loses {cheaper.lost:,} of {counted(cheaper.offered, 'record')}{seed}"
    return f"The next cheaper {what} {loses}: {_priced(cheaper, advice)}."


def _priced(trial: Trial, advice: Advice) -> str:
    shards = counted(trial.plan.shards, "shard")
    return f"{_changes(trial, advice)} ({shards}, {trial.dollars:,.2f} dollars a month)"


def _draw(advice: Advice, picture: Path) -> None:
    with step("drawing"):
        from lablib.pictures.plots.plans_by_cost import plans_by_cost

        drawn = plans_by_cost(advice)
        drawn.save(picture)
    say(f"{picture}: {drawn.summary}")
