"""`lablib run --as <misconception>`: which checks stop somebody who believes it, and with which words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from lablib.cli.telling import step
from lablib.teaching.checks.cards import TEXT_WIDTH
from lablib.teaching.checks.misconception_played import Answered, turns
from lablib.teaching.course import Misconception, read_lab, read_misconceptions
from lablib.teaching.course.misconceptions import FILE, near
from lablib.teaching.notebooks.run_modes import Player


def find(root: Path, id_: str) -> Misconception:
    """The misconception of the course in `root`. Raises ValueError, which names those that are near."""
    known = read_misconceptions(root / "course")
    if id_ not in known:
        raise ValueError(
            f"{id_!r} is not one of {', '.join(Player)}, nor an id in course/{FILE}{near(id_, known)}. "
            "The ids are in brackets in that file."
        )
    return known[id_]


def play_misconception(
    root: Path, labs: Sequence[str], id_: str, misconception: Misconception, console: Console
) -> bool:
    """Play it through labs, by their names, and print each stop; return whether all went as the course says.

    That is: each wrong answer gets the message that it names, and every reference solution passes.
    """
    _say(console, id_)
    source = re.sub(r"^cell (\d\d) ", r"lab \1, cell ", misconception.source)
    for said in (f"Belief: {misconception.belief}", f"Fact: {misconception.fact}", f"Source: {source}"):
        _say(console, said, 1)
    given = turns([read_lab(root / "course" / lab) for lab in labs], id_)
    if not any(turn.is_believed for turn in given):
        _say(console, f"\n{_where_else(id_, misconception)}")
        return True
    answers: list[Answered] = []
    with step(f"Playing {id_}") as tell:
        for done, turn in enumerate(given):
            tell(done / len(given))
            answers.append(turn.grade())
            if answers[-1].is_believed or answers[-1].fault:
                _show(answers[-1], console)
    _say(console, f"\n{_summary(answers)}")
    return not any(each.fault for each in answers)


def _where_else(id_: str, misconception: Misconception) -> str:
    none = "No exercise and no question of these labs is answered from it."
    if misconception.met_by == "nothing":
        return f"{none} The course doesn't cover it yet."
    if misconception.met_by.startswith("lesson"):
        return f"{none} The text of lab {misconception.met_by.split()[1]} says what is true."
    return f"{none} Others are; play all labs: lablib run --as {id_}"


def _show(answered: Answered, console: Console) -> None:
    end = f"fault: {answered.fault}" if answered.fault else f"stopped, {answered.verdict}"
    _say(console, f"\n{answered.place}: {end}")
    for words in (f"Answer: {answered.answer}", *answered.words):
        _say(console, words, 1)


def _summary(answers: Sequence[Answered]) -> str:
    believed = [each for each in answers if each.is_believed]
    solved = [each for each in answers if not each.is_believed and each.kind == "exercise"]
    labs = ", ".join(dict.fromkeys(each.lab for each in believed))
    return (
        f"Met in {'lab' if ',' not in labs else 'labs'} {labs}. Answers given from it: {len(believed)}, "
        f"stopped: {sum(not each.fault for each in believed)}. Exercises answered with the reference "
        f"solution: {len(solved)}, passed: {sum(not each.fault for each in solved)}."
    )


def _say(console: Console, text: str, level: int = 0) -> None:
    """Print a paragraph. A terminal gets lines that fit on it, a pipe one line; brackets are no markup."""
    lines = text.splitlines() or [""]
    if console.is_terminal:
        width = min(TEXT_WIDTH, console.width) - 2 * level
        lines = [
            part for line in lines for part in textwrap.wrap(line, width, subsequent_indent="  ") or [""]
        ]
    console.print(textwrap.indent("\n".join(lines), "  " * level), markup=False, soft_wrap=True)
