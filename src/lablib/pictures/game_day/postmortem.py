"""A postmortem: what the game recorded and what its player wrote, as one HTML file and one Markdown file.

Both say the same. The HTML has the pictures; the Markdown has them in words, so that it reads in any editor
and in a pull request.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lablib.pictures.game_day import page
from lablib.pictures.game_day.game_timeline import moments_told, timeline_alt, timeline_sheet
from lablib.pictures.game_day.score_card import PART_COLUMNS, PARTS, part_rows, run_rows, score_facts
from lablib.pictures.game_day.three_runs import three_runs_alt, three_runs_sheet
from lablib.teaching.game_day.postmortem_parts import Part, Postmortem, finding
from lablib.teaching.game_day.record import MEASURES, GameRecord

TIMELINE, EVIDENCE, ACTS, SCORE, RUBRIC = "Timeline", "Evidence", "Acts", "Score", "Rubric"
MOMENT_COLUMNS = ("number", "time", "kind", "what")
LOOK_COLUMNS = ("id", "time", "source", "what it said")
RUN_COLUMNS = ("run", *MEASURES.values())
ACT_COLUMNS = ("time", "act", "minutes", "what it did")
RUBRIC_COLUMNS = ("criterion", "full marks", "found in this text")


def title_of(record: GameRecord) -> str:
    """Of both files."""
    return f"Postmortem: game day, level {record.level}, seed {record.seed}"


def write_postmortem(record: GameRecord, parts: Postmortem, into: Path, name: str = "") -> tuple[Path, Path]:
    """Write both files into a folder, under the game's name or another, and return them. Raises OSError."""
    into.mkdir(parents=True, exist_ok=True)
    html, markdown = (into / f"{name or record.name}.{kind}" for kind in ("html", "md"))
    html.write_text(as_html(record, parts), "utf-8", newline="\n")
    markdown.write_text(as_markdown(record, parts), "utf-8", newline="\n")
    return html, markdown


def as_html(record: GameRecord, parts: Postmortem) -> str:
    """The whole page."""
    runs, timeline = three_runs_sheet(record), timeline_sheet(record)
    body = [page.paragraphs(record.pager, "note")]
    for part in parts.part:
        body += [page.heading(part.heading), _words(record, part)]
    body += [
        page.heading(TIMELINE),
        page.figure(timeline, timeline_alt(timeline), "timeline"),
        page.table("Every moment", MOMENT_COLUMNS, moments_told(record)),
        page.heading(EVIDENCE),
        page.table("In the order in which it was opened", LOOK_COLUMNS, _looks(record)),
        page.heading(ACTS),
        page.table("In the order in which they were taken", ACT_COLUMNS, _acts(record)),
        page.heading(SCORE),
        page.paragraphs(f"{record.points:.0f} of 100 points."),
        page.listed(f"{name}: {text}" for name, text in score_facts(record)),
        *([page.table(PARTS, PART_COLUMNS, part_rows(record))] if record.parts else []),
        page.figure(runs, three_runs_alt(runs), "runs"),
        page.table("Three runs of this seed", RUN_COLUMNS, run_rows(record)),
        page.listed(record.explanation),
        page.heading(RUBRIC),
        page.table("What a reader looks for", RUBRIC_COLUMNS, _rubric(record, parts)),
    ]
    return page.page(title_of(record), body)


def _words(record: GameRecord, part: Part) -> str:
    own = record.words.get(part.name, "").strip()
    return page.paragraphs(own) if own else page.paragraphs(part.ask, "open")


def as_markdown(record: GameRecord, parts: Postmortem) -> str:
    """The same as text."""
    runs, timeline = three_runs_sheet(record), timeline_sheet(record)
    blocks = [f"# {title_of(record)}", _quoted(record.pager)]
    for part in parts.part:
        own = record.words.get(part.name, "").strip()
        blocks += [f"## {part.heading}", own or f"*{part.ask}*"]
    blocks += [
        f"## {TIMELINE}",
        timeline_alt(timeline),
        _markdown_table(MOMENT_COLUMNS, moments_told(record)),
        f"## {EVIDENCE}",
        _markdown_table(LOOK_COLUMNS, _looks(record)),
        f"## {ACTS}",
        _markdown_table(ACT_COLUMNS, _acts(record)),
        f"## {SCORE}",
        f"{record.points:.0f} of 100 points.",
        "\n".join(f"* {name}: {text}" for name, text in score_facts(record)),
        _markdown_table(PART_COLUMNS, part_rows(record)) if record.parts else "",
        three_runs_alt(runs),
        _markdown_table(RUN_COLUMNS, run_rows(record)),
        "\n".join(f"* {text}" for text in record.explanation),
        f"## {RUBRIC}",
        _markdown_table(RUBRIC_COLUMNS, _rubric(record, parts)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _looks(record: GameRecord) -> list[tuple[str, ...]]:
    return [
        (look.id, record.clock(look.at_s), f"{look.source} {look.which}".strip(), look.said)
        for look in record.looks
    ]


def _acts(record: GameRecord) -> list[tuple[str, ...]]:
    return [
        (record.clock(act.at_s), f"{act.name} {act.params}".strip(), f"{act.cost_s / 60:.0f}", act.text)
        for act in record.steps
    ]


def _rubric(record: GameRecord, parts: Postmortem) -> list[tuple[str, ...]]:
    return [(each.name, each.full, finding(each, record)) for each in parts.rubric]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """As text: a log line may hold anything, also what a browser would run."""
    return text.replace("<", "&lt;").replace("|", "\\|").replace("\n", "<br>")
