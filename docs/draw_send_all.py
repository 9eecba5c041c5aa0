"""Draw docs/images/send_all.svg: `python docs/draw_send_all.py`.

Exercise 02.2 twice: the producer that trusts a call without an exception, then the solution. The code is the
exercise's own, and the words below it are what its check says. The picture moves on from one to the other;
for a reader who asks for less motion it shows the second. A test draws it again and compares.
"""

from __future__ import annotations

import ast
import textwrap
from html import escape
from pathlib import Path

from lablib.teaching.checks.cards import Tone
from lablib.teaching.checks.grading import exercise_called, grader_of
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.stored_answer import load_answer
from lablib.teaching.checks.verdict import Outcome, Verdict

PICTURE = Path(__file__).parent / "images/send_all.svg"
EXERCISE = "02.2"
FIRST, SECOND = "wrong/no_exception_means_stored.py", "solution.py"
TONES = {Outcome.WRONG: Tone.WRONG, Outcome.PASSED: Tone.PASSED}
PARTS = ("did", "means")

WIDE_PX, MARGIN_PX, LINE_PX, CODE_PX = 900, 16, 19, 18
TEXT_X_PX, CHARS = 132, 104
INK, QUIET, PAPER, CELL, EDGE, NEW = "#1f2328", "#57606a", "#ffffff", "#f6f8fa", "#d0d7de", "#dafbe1"
ALT = (
    "A learner checks send_all. The first version ignores what put_records returns, and the check says not "
    "yet: events are lost. The second resends the records that failed, and the check says passed."
)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high:g}" role="img" '
    'aria-labelledby="send-all-title" font-family="Helvetica, Arial, sans-serif">'
)
STYLE = """
.code { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 12.5px;
  white-space: pre; }
.words { font-size: 14px; } .name { font-weight: bold; }
.first { opacity: 0; }
@media (prefers-reduced-motion: no-preference) {
  .first.code-of { animation: first 14s infinite; }
  .first.verdict-of { animation: first-verdict 14s infinite; }
  .second.code-of { animation: second 14s infinite; }
  .second.verdict-of { animation: second-verdict 14s infinite; }
}
@keyframes first { 0%, 47% { opacity: 1; } 49%, 98% { opacity: 0; } 100% { opacity: 1; } }
@keyframes first-verdict { 0%, 12% { opacity: 0; } 14%, 47% { opacity: 1; } 49%, 100% { opacity: 0; } }
@keyframes second { 0%, 47% { opacity: 0; } 49%, 98% { opacity: 1; } 100% { opacity: 0; } }
@keyframes second-verdict { 0%, 61% { opacity: 0; } 63%, 98% { opacity: 1; } 100% { opacity: 0; } }
"""


def code_of(file: Path, name: str) -> list[str]:
    """The lines of one function."""
    source = file.read_text("utf-8")
    [function] = [
        each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef) and each.name == name
    ]
    return (ast.get_source_segment(source, function) or "").splitlines()


def box(y: float, high: float, fill: str, stroke: str) -> str:
    """A rectangle from margin to margin."""
    return (
        f'<rect x="{MARGIN_PX}" y="{y:g}" width="{WIDE_PX - 2 * MARGIN_PX}" height="{high:g}" '
        f'fill="{fill}" stroke="{stroke}"/>'
    )


def words(y: float, text: str, *, name: str = "") -> list[str]:
    """A part of the verdict: its name, and its text in lines that fit."""
    lines = textwrap.wrap(text, CHARS)
    named = [f'<text class="words name" x="{MARGIN_PX + 16}" y="{y:g}" fill="{INK}">{escape(name)}</text>']
    return named + [
        f'<text class="words" x="{TEXT_X_PX}" y="{y + LINE_PX * number:g}" fill="{INK}">{escape(each)}</text>'
        for number, each in enumerate(lines)
    ]


def code(lines: list[str], known: list[str]) -> list[str]:
    """A cell with the function; lines that the version before it doesn't have are on green."""
    drawn = []
    for number, each in enumerate(lines):
        y = MARGIN_PX + 24 + CODE_PX * number
        if known and each not in known:
            drawn.append(
                f'<rect x="{MARGIN_PX + 1}" y="{y - 13:g}" width="{WIDE_PX - 2 * MARGIN_PX - 2}" '
                f'height="{CODE_PX}" fill="{NEW}"/>'
            )
        drawn.append(f'<text class="code" x="{MARGIN_PX + 16}" y="{y:g}" fill="{INK}">{escape(each)}</text>')
    return drawn


def verdict_card(verdict: Verdict, y: float, high: float) -> list[str]:
    """The card of a check, in the colors of a notebook's."""
    tone = TONES[verdict.outcome]
    title = f"{tone.symbol} {verdict.exercise}: {line(f'verdict.{verdict.outcome}')}"
    drawn = [
        box(y, high, PAPER, tone.ground),
        box(y, 30, tone.ground, tone.ground),
        f'<text class="words name" x="{MARGIN_PX + 16}" y="{y + 20:g}" fill="#ffffff">{escape(title)}</text>',
    ]
    at = y + 54
    for part in PARTS:
        text = getattr(verdict.message, part)
        drawn += words(at, text, name=line(f"verdict.{part}"))
        at += LINE_PX * len(textwrap.wrap(text, CHARS)) + 6
    return drawn


def high_of(verdict: Verdict) -> float:
    """How high its card is."""
    lines = [len(textwrap.wrap(getattr(verdict.message, part), CHARS)) for part in PARTS]
    return 44 + LINE_PX * sum(lines) + 6 * len(lines)


def group(attempt: str, part: str, drawn: list[str]) -> str:
    """What comes and goes together."""
    return f'<g class="{attempt} {part}">' + "\n".join(drawn) + "</g>"


def draw() -> str:
    """The picture as SVG."""
    exercise = exercise_called(EXERCISE)
    name, grade = exercise.facts.answer, grader_of(exercise.folder / "grader.py")
    files = [exercise.folder / file for file in (FIRST, SECOND)]
    verdicts = [grade(exercise, load_answer(file, name)) for file in files]
    codes = [code_of(file, name) for file in files]
    cell_high = 20 + CODE_PX * max(map(len, codes))
    call_y = MARGIN_PX + cell_high + 28
    card_y, card_high = call_y + 16, max(map(high_of, verdicts))
    high = card_y + card_high + MARGIN_PX
    title = f'<title id="send-all-title">{escape(ALT)}</title><style>{STYLE}</style>'
    call = f"check({EXERCISE!r}, {name})"
    elements = [
        HEAD.format(wide=WIDE_PX, high=high) + title,
        f'<rect width="100%" height="100%" rx="6" fill="{PAPER}" stroke="{EDGE}"/>',
        box(MARGIN_PX, cell_high, CELL, EDGE),
        f'<text class="code" x="{MARGIN_PX + 16}" y="{call_y - 4}" fill="{QUIET}">{escape(call)}</text>',
    ]
    for attempt, verdict, lines, known in zip(
        ("first", "second"), verdicts, codes, ([], codes[0]), strict=True
    ):
        elements.append(group(attempt, "code-of", code(lines, known)))
        elements.append(group(attempt, "verdict-of", verdict_card(verdict, card_y, card_high)))
    return "\n".join([*elements, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
