"""What each plan for a traffic costs a month: today's, and those that lose nothing."""

from __future__ import annotations

import textwrap

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import LOST, STORED, area, label, new_figure, say
from lablib.pictures.plots.wording import fate_of
from lablib.scenarios.advice import Advice, Trial

MOST_BARS = 8
NAME_CHARS = 44


def shown_plans(advice: Advice) -> list[Trial]:
    """Today, the plans with one change, and the cheapest of the others; the dearest first after today.

    Without those that change something for nothing: with a part of their changes one pays no more.
    """
    worth = [
        each
        for each in advice.lossless
        if not any(_saves_effort(other, each, advice) for other in advice.lossless)
    ]
    single = [each for each in worth if len(_changes(each, advice)) == 1]
    others = [each for each in worth if len(_changes(each, advice)) > 1]
    kept = [*single, *others[: max(1, MOST_BARS - len(single))]]
    return [advice.now, *sorted(kept, key=lambda trial: -trial.dollars)]


def _saves_effort(less: Trial, more: Trial, advice: Advice) -> bool:
    return _changes(less, advice) < _changes(more, advice) and less.dollars <= more.dollars


def _changes(trial: Trial, advice: Advice) -> frozenset[str]:
    return frozenset(trial.plan.changes_from(advice.now.plan))


@picture
def plans_by_cost(advice: Advice) -> Drawing:
    """Draw a bar for each plan, as long as its dollars a month."""
    trials = shown_plans(advice)
    figure, (axes,) = new_figure(0.9 + 0.46 * len(trials))
    names = []
    for index, trial in enumerate(trials):
        axes.barh(index, float(trial.dollars), height=0.62, **area(LOST if trial.lost else STORED))
        loses = f", loses {trial.lost:,}" if trial.lost else ""
        label(axes, float(trial.dollars), index, f"  ${trial.dollars:,.0f}{loses}", va="center")
        names.append(_name(trial, advice))
    axes.set_yticks(range(len(trials)), ["\n".join(textwrap.wrap(name, NAME_CHARS)) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(trials) - 0.5, -0.5)
    axes.set_xlim(0, 1.35 * float(max(trial.dollars for trial in trials)))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    say(figure, _message(advice))
    pairs = zip(names, trials, strict=True)
    summary = "; ".join(f"{name}: {trial.dollars:,.2f} dollars, {trial.lost:,} lost" for name, trial in pairs)
    return Drawing(figure, summary, f"A bar for each plan with its dollars a month: {summary}.")


def _name(trial: Trial, advice: Advice) -> str:
    changes = trial.plan.changes_from(advice.now.plan)
    return ", ".join(changes) if changes else "as it is now"


def _message(advice: Advice) -> str:
    best = advice.cheapest
    now = f"Now {fate_of(advice.now.lost, advice.now.offered)}, for ${advice.now.dollars:,.0f} a month"
    if best is None:
        return f"{now}; no plan that was tried loses nothing"
    return f"{now}; the cheapest plan that loses nothing costs ${best.dollars:,.0f}"
