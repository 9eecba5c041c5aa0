"""Write docs/field-card.html, two sides of paper: `python docs/write_field_card.py`.

The rows are those of course/field_card.toml, with AWS's numbers from simulator/limits.py, prices from
billing/prices.py, and facts from course/misconceptions.toml. A test writes it again and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from lablib.billing.prices import AS_OF
from lablib.teaching.course import Misconception, labs, read_field_card, read_misconceptions, repo_root
from lablib.teaching.course.aws_numbers import with_numbers
from lablib.teaching.course.field_card import Call, FieldCard, Metric, Setting, Symptom

PAGE = Path(__file__).parent / "field-card.html"
TITLE = "Kinesis and Lambda: field card"
# Black on white, nothing by color. It fits what A4 and US Letter both have, even in the wide DejaVu Sans.
STYLE = """
@page { margin: 7mm 8mm; }
* { box-sizing: border-box; }
body { font: 7.2pt/1.16 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
  font-size-adjust: 0.519; color: #000; background: #fff; margin: 0; }
section + section { break-before: page; }
h1 { font-size: 11pt; margin: 0 0 0.8mm; }
h2 { font-size: 9pt; margin: 1.6mm 0 0.6mm; }
p { margin: 0 0 0.6mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: 0.3mm 1mm; border-bottom: 0.2mm solid #999; }
td:first-child { font-weight: bold; }
thead th, tbody th { border-bottom: 0.4mm solid #000; }
tbody th { font-size: 8pt; padding-top: 0.7mm; }
tr { break-inside: avoid; }
code { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.92em;
  overflow-wrap: anywhere; }
code span { white-space: nowrap; }
a { color: #000; text-decoration: underline; }
.lab { width: 4%; text-align: right; }
.cause { width: 24%; } .tells { width: 37%; }
.name { width: 20%; } .default { width: 9%; } .set { width: 21%; }
@media screen {
  body { font-size: 14px; line-height: 1.35; max-width: 64rem; margin: 1rem auto; padding: 0 1rem; }
  h1 { font-size: 24px; } h2 { font-size: 20px; margin-top: 2rem; }
  tbody th { font-size: 16px; padding-top: 1rem; }
}
@media screen and (max-width: 40rem) {
  body { font-size: 12px; padding: 0 0.5rem; }
  th, td { overflow-wrap: anywhere; padding: 0.3mm 0.6mm; }
  .lab { width: 7%; }
}
"""
HEAD = f"""<!doctype html>
<html lang="en">
<!-- Written by docs/write_field_card.py from course/field_card.toml; a test keeps it current. -->
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
"""
FIRST = """<p><b>Stop the loss before you explain it.</b> Find the symptom, then the row whose second column
is true. Change one thing, then look again: CloudWatch is minutes late. The last column is the lab that shows
it.</p>"""
SECOND = f"""<p>Defaults are AWS's. Prices: {AS_OF}.</p>"""


def page() -> str:
    """The whole file."""
    card = read_field_card(repo_root() / "course")
    return f"{HEAD}{_by_symptom(card)}{_by_name(card)}</main>\n</body>\n</html>\n"


def _by_symptom(card: FieldCard) -> str:
    heads = ("it may be", "cause"), ("what tells it apart", "tells"), ("do first", ""), ("lab", "lab")
    bodies = "".join(_symptom(each) for each in card.symptom)
    return f"<section>\n<h1>{TITLE}</h1>\n{FIRST}\n{_table(heads, bodies)}</section>\n"


def _symptom(symptom: Symptom) -> str:
    rows = "".join(
        _row([_text(each.cause), _text(each.tells), _text(each.first)], each.lab) for each in symptom.may_be
    )
    return f'<tbody>\n<tr><th colspan="4" scope="rowgroup">{_text(symptom.see)}</th></tr>\n{rows}</tbody>\n'


def _by_name(card: FieldCard) -> str:
    settings = ("setting", "name"), ("default", "default"), ("set it to", "set"), ("because", "")
    metrics = ("metric", "name"), ("look at", "set"), ("what it really counts", "")
    calls = ("to", "name"), ("call", "")
    lab = (("lab", "lab"),)
    return (
        f"<section>\n<h2>Settings: what to change, and what to leave</h2>\n{SECOND}\n"
        f"{_table(settings + lab, _body(_setting_rows(card.setting)))}"
        "<h2>Metrics, and what they really count</h2>\n"
        f"{_table(metrics + lab, _body(_metric_rows(card.metric)))}"
        f"<h2>Calls for an incident</h2>\n{_table(calls + lab, _body(_call_rows(card.call)))}</section>\n"
    )


def _setting_rows(settings: list[Setting]) -> Iterator[str]:
    for each in settings:
        yield _row([_long(each.name), _text(each.default), _text(each.set_to), _why(each)], each.lab)


def _metric_rows(metrics: list[Metric]) -> Iterator[str]:
    for each in metrics:
        yield _row([_long(each.name), _text(each.look_at), _why(each)], each.lab)


def _call_rows(calls: list[Call]) -> Iterator[str]:
    for each in calls:
        words = " ".join(f"<span>{word}</span>" for word in _text(each.command).split())
        yield _row([_text(each.to), f"<code>{words}</code>"], each.lab)


def _why(row: Setting | Metric) -> str:
    return _text(row.text) if row.text else escape(_misconceptions()[row.fact].fact)


@cache
def _misconceptions() -> dict[str, Misconception]:
    return read_misconceptions(repo_root() / "course")


def _long(name: str) -> str:
    """A name that may break before each of its capitals, as `MaximumBatchingWindow` has to."""
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "<wbr>", escape(name))


def _text(text: str) -> str:
    return escape(with_numbers(text), quote=False)


def _row(cells: list[str], lab: str) -> str:
    [name] = [each.name for each in labs() if each.number == lab]
    cells = [
        *(f"<td>{cell}</td>" for cell in cells),
        f'<td class="lab"><a href="../labs/{name}.ipynb">{lab}</a></td>',
    ]
    return f"<tr>{''.join(cells)}</tr>\n"


def _body(rows: Iterator[str]) -> str:
    return f"<tbody>\n{''.join(rows)}</tbody>\n"


def _table(heads: tuple[tuple[str, str], ...], bodies: str) -> str:
    cells = "".join(f'<th scope="col" class="{wide}">{head}</th>' for head, wide in heads)
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n{bodies}</table>\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
