"""The score of a game as a card: points, the cause, the three runs, and why the score is what it is."""

from __future__ import annotations

from lablib.teaching.checks.cards import Said, Tone, card_html, facts, named_list, paragraph, table, wrap
from lablib.teaching.game_day.record import MEASURES, RUNS, GameRecord

THREE_RUNS = "Three runs of this seed"
COLUMNS = ("run", *MEASURES.values())
PARTS = "Where the points come from"
PART_COLUMNS = ("part", "points", "how to get the rest")
FULL_POINTS = 100


def score_card(record: GameRecord) -> Said:
    """The card of a finished game; `str()` of it is the same as text."""
    title, told = score_title(record), score_facts(record)
    rows = run_rows(record)
    lines = [title, "", *(wrap(f"{name}: {text}") for name, text in told)]
    lines += [wrap(f"{name}, {of}: {rest}") for name, of, rest in part_rows(record)]
    lines += ["", f"{THREE_RUNS}:"]
    lines += [*_as_lines([COLUMNS, *rows]), "", *map(wrap, record.explanation)]
    html = card_html(
        Tone.PASSED if record.cause_named else Tone.WRONG,
        title,
        facts(told),
        *(named_list(PARTS, table(PART_COLUMNS, part_rows(record), numbers=False)) if record.parts else ()),
        *named_list(THREE_RUNS, table(COLUMNS, rows)),
        *map(paragraph, record.explanation),
    )
    return Said("\n".join(lines).rstrip(), html)


def score_title(record: GameRecord) -> str:
    """Such as: Game day, level 2, seed 7: 86 of 100 points."""
    points = f"{record.points:.0f} of {FULL_POINTS} points"
    return f"Game day, level {record.level}, seed {record.seed}: {points}"


def score_facts(record: GameRecord) -> list[tuple[str, str]]:
    """Names and texts: the cause, what was named, whether evidence came before acts, and the cost."""
    true, named = " and ".join(record.causes), " and ".join(record.named) or "nothing"
    order = f"{record.evidence_before_acts:.0%} of the acts. An act without evidence of a cause counts half."
    return [
        ("You named", f"{named}, which is {'right' if record.cause_named else 'not it'}"),
        ("It was", f"{true}: {'; and '.join(record.causes.values())}."),
        ("Evidence before acts", order),
    ]


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
