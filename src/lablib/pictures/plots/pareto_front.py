"""The settings of a sweep: what each loses, repeats and delays against what it costs, and the best ones."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import (
    FONT,
    FONT_SIZE,
    INK,
    PAPER,
    QUIET_INK,
    STORED,
    caption,
    new_figure,
    say,
)
from lablib.pictures.plots.wording import counted
from lablib.scenarios.sweep import Judged, front, told

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_NAMED = 9
PANELS_IN = 3.6
NAME_CHARS = 120
NEAR = 0.09
"""Marks that are nearer than this share of a panel are numbered together."""
LINE_IN = 0.185


@picture
def pareto_front(settings: Sequence[Judged], names: Sequence[str], late: str) -> Drawing:
    """Draw a mark for each setting, with a number on those of the front, and say what the numbers are.

    `names` are the names of the settings' values, `late` is what the lateness of the sweep counts. Of a long
    front only the first are named.
    """
    best = front(settings)
    lines = [_line(number, each, settings, names) for number, each in enumerate(best[:MOST_NAMED], 1)]
    text = "\n".join(fill(line, NAME_CHARS) for line in lines)
    text_in = LINE_IN * (text.count("\n") + 2)
    figure, panels = new_figure(PANELS_IN + text_in, columns=(1, 1, 1))
    captions = ("lost records", "duplicated records", f"late: {late}")
    for index, (axes, title) in enumerate(zip(panels, captions, strict=True)):
        _panel(axes, settings, best, index)
        caption(axes, fill(title, 34))
    panels[1].set_xlabel("dollars a month", color=INK, fontsize=FONT_SIZE, fontfamily=FONT)
    _write_under(figure, text, text_in)
    message = _message(settings, best)
    say(figure, message)
    summary = f"{counted(len(settings), 'setting')}, {len(best)} on the front. {'; '.join(lines)}"
    panels_say = f"Three panels over dollars a month: records lost, records duplicated, and {late}"
    alt = f"{panels_say}. {message}. {summary}."
    return Drawing(figure, summary, alt)


def _panel(axes: Axes, settings: Sequence[Judged], best: Sequence[Judged], measure: int) -> None:
    """One measure against the cost. A filled square is of the front, a small ring is beaten."""
    for each in settings:
        if each not in best:
            axes.plot(each.dollars, each.measures[measure], "o", ms=4, mfc=PAPER, mec=QUIET_INK, zorder=2)
    for each in best:
        axes.plot(each.dollars, each.measures[measure], "s", ms=7, mfc=STORED.colour, mec=INK, zorder=3)
    axes.set_yscale("symlog", linthresh=1)
    most = max(each.measures[measure] for each in settings)
    axes.set_ylim(-0.35, max(2.0, 2 * most))
    ticks = [0.0, *(10.0**power for power in range(10) if 10**power <= max(1.0, 2 * most))]
    axes.set_yticks(ticks, [f"{tick:,.0f}" for tick in ticks])
    axes.minorticks_off()
    axes.margins(x=0.14)
    axes.locator_params(axis="x", nbins=4)
    _number(axes, [(each.dollars, each.measures[measure]) for each in best[:MOST_NAMED]])


def _number(axes: Axes, marks: Sequence[tuple[float, float]]) -> None:
    """Numbers from 1 over the marks; those that lie together share a label."""
    together: list[tuple[Any, tuple[float, float], list[str]]] = []
    for number, mark in enumerate(marks, 1):
        place = axes.transLimits.transform(axes.transScale.transform(mark))
        near = next((each for each in together if max(abs(each[0] - place)) < NEAR), None)
        if near is None:
            together.append((place, mark, [str(number)]))
        else:
            near[2].append(str(number))
    for _, mark, numbers in together:
        look: dict[str, Any] = {"color": INK, "fontsize": FONT_SIZE, "fontfamily": FONT, "weight": "bold"}
        axes.annotate(
            ", ".join(numbers), mark, (0, 6), textcoords="offset points", ha="center", zorder=5, **look
        )


def _write_under(figure: Figure, text: str, text_in: float) -> None:
    """What the numbers are, below the panels, for which the rest of the figure is left."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    share = text_in / (PANELS_IN + text_in)
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=(0, share, 1, 1 - share)))
    look: dict[str, Any] = {"color": INK, "fontsize": FONT_SIZE - 0.5, "fontfamily": FONT}
    figure.text(0.012, 0.012, text, va="bottom", linespacing=1.35, **look)


def _line(number: int, each: Judged, settings: Sequence[Judged], names: Sequence[str]) -> str:
    measures = f"{each.lost:,.0f} lost, {each.duplicated:,.0f} duplicated, {each.late:,.4g} late"
    return f"{number}: {told(each, settings, names)}: {measures}, ${each.dollars:,.2f}"


def _message(settings: Sequence[Judged], best: Sequence[Judged]) -> str:
    first = best[0]
    price = f"${first.dollars:,.2f} a month"
    clean = sum(not each.lost for each in settings)
    if not clean:
        return f"Every setting loses records; the fewest are {first.lost:,.0f}, for {price}"
    return f"{clean} of {counted(len(settings), 'setting')} lose nothing; the cheapest of them costs {price}"
