"""The score of a game as a card: points, the cause, the three runs, and why the score is what it is."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lablib.simulator.call_forms import called_as
from lablib.teaching.checks.cards import Said, Tone, card_html, facts, named_list, paragraph, table, wrap
from lablib.teaching.game_day.record import MEASURES, RUNS, GameRecord, require_record

THREE_RUNS = "Three runs of this seed"
COLUMNS = ("run", "lost", "billed twice", "late", "min outside", "dollars")
"""The measures of `run_rows`, short enough for half a window."""
PARTS = "Where the points come from"
PART_COLUMNS = ("part", "points", "how to get the rest")
FULL_POINTS = 100


@called_as("score_card(keep(game))")
def score_card(record: GameRecord) -> Said:
    """The card of a finished game; `str()` of it is the same as text."""
    require_record(record, "score_card")
    title, told = score_title(record), score_facts(record)
    lines = [title, "", *(wrap(f"{name}: {text}") for name, text in told)]
    lines += [wrap(f"{name}, {of}: {rest}") for name, of, rest in part_rows(record)]
    lines += ["", f"{THREE_RUNS}:"]
    lines += [*_as_lines([COLUMNS, *run_rows(record)]), "", *map(wrap, record.explanation)]
    html = card_html(_tone(record), title, *_points(record), *_comparison(record))
    return Said("\n".join(lines).rstrip(), html)


def score_in_two(record: GameRecord) -> tuple[str, str]:
    """The same as two cards of HTML: the points, and what they were compared with."""
    return (
        card_html(_tone(record), score_title(record), *_points(record)),
        card_html(Tone.TOLD, "Why", *_comparison(record)),
    )


def _tone(record: GameRecord) -> Tone:
    return Tone.PASSED if record.cause_named else Tone.WRONG


def _points(record: GameRecord) -> list[Element]:
    rows = [(_in_one(name), _in_one(of), rest) for name, of, rest in part_rows(record)]
    parts = named_list(PARTS, table(PART_COLUMNS, rows, numbers=False)) if rows else []
    return [facts(score_facts(record)), *parts]


def _comparison(record: GameRecord) -> list[Element]:
    return [*named_list(THREE_RUNS, table(COLUMNS, run_rows(record))), *map(paragraph, record.explanation)]


def _in_one(text: str) -> str:
    """Not to be broken over two lines."""
    return text.replace(" ", "\u00a0")


def score_title(record: GameRecord) -> str:
    """Such as: Game day, level 2, seed 7: 86 of 100 points."""
    points = f"{record.points:.0f} of {FULL_POINTS} points"
    return f"Game day, level {record.level}, seed {record.seed}: {points}"


def score_facts(record: GameRecord) -> list[tuple[str, str]]:
    """Names and texts: the cause, what was named, whether evidence came before acts, and the cost."""
    true, named = " and ".join(record.causes), " and ".join(record.named) or "nothing"
    share = f"{record.evidence_before_acts:.0%} of the acts" if record.steps else "there was no act"
    order = f"{share}. An act without evidence of a cause counts half."
    return [
        ("You named", f"{named}, {_verdict(record)}"),
        ("It was", f"{true}: {'; and '.join(record.causes.values())}."),
        ("Evidence before acts", order),
    ]


def _verdict(record: GameRecord) -> str:
    if record.cause_named:
        return "which is right"
    right = [each for each in record.named if each in record.causes]
    return f"of which only {' and '.join(right)} is right" if right else "which is not it"


def part_rows(record: GameRecord) -> list[tuple[str, str, str]]:
    """A row for each part of the score: its name, the learner's points of the most, and the rest."""
    return [(each.name, f"{each.points:.3g} of {each.most}", each.rest) for each in record.parts]


def run_rows(record: GameRecord) -> list[tuple[str, ...]]:
    """A row for each run, with its measures."""
    return [(run, *(_shown(record, run, measure) for measure in MEASURES)) for run in RUNS]


def _shown(record: GameRecord, run: str, measure: str) -> str:
    value = float(getattr(record.runs[run], measure))
    return f"{value:,.2f}" if measure == "dollars" else f"{value:,.0f}"


def _as_lines(rows: list[tuple[str, ...]]) -> list[str]:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + row[0].ljust(wide[0])
        + "".join(f"  {cell:>{each}}" for cell, each in zip(row[1:], wide[1:], strict=True))
        for row in rows
    ]
