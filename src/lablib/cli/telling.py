"""Saying what happens: sentences on the output, and how far a long step is beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

console = Console(highlight=False)


def say(text: str) -> None:
    """Print a sentence as it is: brackets in a name are no markup, and no text commands the terminal."""
    console.print(_printable(text), markup=False, soft_wrap=not console.is_terminal)


def _printable(text: str) -> str:
    """The text with a sign in place of each control character."""
    return "".join(
        each if each.isprintable() or each in "\n\t" else "\N{REPLACEMENT CHARACTER}" for each in text
    )


@contextmanager
def step(what: str, again: str = "") -> Iterator[Callable[[float], None]]:
    """Show a step that may take long, on stderr if that is a terminal, and take it away at its end.

    What it gives is told how far the step is, from 0 to 1. Until then the bar only says that it runs.
    A step that goes back to the beginning is called `again` from there on. The bar lives on real time, if no
    world is open when it begins: a thread that starts in a world lives on the clock of the world.
    What is printed meanwhile comes out above the bar, or where stdout leads if that is no terminal.
    """
    from lablib.simulator.clock.virtual_time import real_monotonic

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    stderr = Console(stderr=True, get_time=real_monotonic)
    with Progress(
        *columns,
        console=stderr,
        transient=True,
        redirect_stdout=console.is_terminal,
        get_time=real_monotonic,
        disable=not stderr.is_terminal,
    ) as bar:
        task = bar.add_task(what, total=None)
        furthest = 0.0

        def tell(done: float) -> None:
            nonlocal furthest
            if done < furthest and again:
                bar.reset(task, description=again)
            furthest = done
            bar.update(task, completed=done, total=1.0)

        yield tell
