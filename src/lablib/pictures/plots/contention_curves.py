"""The contention experiment as two curves a policy: the work of a crowd, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import FONT_SIZE, INK, QUIET_INK, caption, label, new_figure, say
from lablib.scenarios.producer.contention import ContentionTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOOKS = {
    "none": ("#5a0018", "x", ":"),
    "exponential": ("#b02a00", "s", "--"),
    "equal jitter": ("#2b8fd8", "^", "-"),
    "full jitter": ("#1a1a1a", "o", "-"),
    "decorrelated jitter": ("#8b5cc4", "D", "-."),
}
"""Colour, marker and line: three ways to tell them apart."""


@picture
def contention_curves(table: ContentionTable) -> Drawing:
    """Calls and completion time over the number of clients, means over all runs; on logarithmic scales."""
    figure, (calls, times) = new_figure(3.6, columns=(1, 1))
    for axes, values, what in (
        (calls, table.calls, "Writes that were tried"),
        (times, table.completion_ms / 1_000, "Seconds until all have written"),
    ):
        caption(axes, what)
        _draw(axes, table, values.tolist())
    _name(calls)
    say(figure, message(table))
    return Drawing(figure, summary(table), f"Two plots over the number of clients. {summary(table)}.")


def message(table: ContentionTable) -> str:
    """Who works most, and who takes longest, with most clients."""
    most = max(zip(table.calls[:, -1].tolist(), table.policies, strict=True))
    least = min(zip(table.calls[:, -1].tolist(), table.policies, strict=True))
    slow = max(zip(table.completion_ms[:, -1].tolist(), table.policies, strict=True))
    return (
        f"{table.clients[-1]} clients: {most[1]} makes {most[0] / least[0]:.1f} times the calls of "
        f"{least[1]}; {slow[1]} takes {slow[0] / 1_000:.0f} s"
    )


def summary(table: ContentionTable) -> str:
    """The numbers at the right edge."""
    ends = zip(table.policies, table.calls[:, -1], table.completion_ms[:, -1] / 1_000, strict=True)
    return f"{table.clients[-1]} clients: " + "; ".join(
        f"{policy} {calls:,.0f} calls in {done_s:.1f} s" for policy, calls, done_s in ends
    )


def _draw(axes: Axes, table: ContentionTable, values: list[list[float]]) -> None:
    for policy, row in zip(table.policies, values, strict=True):
        colour, marker, line = LOOKS[policy]
        look: dict[str, Any] = {"color": colour, "marker": marker, "markersize": 4, "linewidth": 1.3}
        axes.plot(table.clients, row, line, label=policy, **look)
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.yaxis.minorticks_off()
    label(axes, 1.0, -0.2, "clients", ha="right", color=QUIET_INK, transform=axes.transAxes)


def _name(axes: Axes) -> None:
    axes.legend(frameon=False, labelcolor=INK, fontsize=FONT_SIZE - 1, handlelength=3)
