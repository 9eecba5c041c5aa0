"""The rows of a file as lists of texts: a CSV with any usual delimiter, or JSON lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lablib.traffic.trace import TraceError

DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')
CSV_REMEDIES = {
    "new-line character": "end the lines with a line feed, for instance with tr '\\r' '\\n'",
    "field limit": "a quote that is never closed? If not, the record is too large: split it, or leave it out",
}
"""By words of Python's csv module; for anything else it says, the quotes are to blame."""
JSON_LINES = "write one object per line, for instance with jq -c '.[]'"

Rows = Iterator[tuple[int, list[str]]]
"""Each row with the line that it begins on."""


def delimiter_of(line: str) -> str:
    """What separates the fields of a header: the delimiter that it has most of. A comma if it has none."""
    unquoted = QUOTED.sub("", line)
    return max(DELIMITERS, key=unquoted.count)


def rows_of(path: Path, lines: Iterator[str]) -> tuple[str, Rows]:
    """The delimiter and the rows of a file. JSON lines get a header: the fields of their first object."""
    head = []
    for line in lines:
        head.append(line)
        if line.strip("\r\n"):
            break
    first = head[-1].rstrip("\r\n") if head else ""
    if first.strip() == "[" or first.startswith("[{"):
        raise TraceError(path, len(head), "this is an array in JSON", JSON_LINES)
    every_line = chain(head, lines)
    if first.startswith("{"):
        return ",", _json_rows(path, every_line)
    delimiter = delimiter_of(first)
    return delimiter, _csv_rows(path, every_line, delimiter)


def _csv_rows(path: Path, lines: Iterator[str], delimiter: str) -> Rows:
    """Split lines into fields; a quoted field may run over several lines."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in rows:
            if row:
                yield line, row
            line = rows.line_num + 1
    except csv.Error as error:
        remedy = next(
            (remedy for words, remedy in CSV_REMEDIES.items() if words in str(error)),
            'check the quotes from this line on: a quote inside a quoted field is written as ""',
        )
        raise TraceError(path, line, f"malformed row ({error})", remedy) from None


def _json_rows(path: Path, lines: Iterator[str]) -> Rows:
    """An object per line. A field that an object lacks is empty."""
    names: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = _json_object(path, number, line)
        if not names:
            names = list(found)
            yield number, names
        unknown = next((name for name in found if name not in names), None)
        if unknown is not None:
            wrong = f"the field {unknown!r} isn't in the first object, whose fields are the columns"
            remedy = (
                f"leave it out, or give the first object one, for instance with jq -c '.{unknown} //= \"\"'"
            )
            raise TraceError(path, number, wrong, remedy)
        yield number, [_as_text(found.get(name)) for name in names]


def _json_object(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
        if "\\u" in line:
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start])
        remedy = "write the whole character, or leave it out"
        raise TraceError(path, number, f"{half} in this line is half of a character", remedy) from None
    except ValueError as error:
        raise TraceError(path, number, f"this line is not JSON ({error})", JSON_LINES) from None
    except RecursionError:
        wrong = "lists or objects in this line are nested too deeply"
        raise TraceError(path, number, wrong, "leave that field out") from None
    if not isinstance(found, dict) or not found:
        raise TraceError(path, number, "this line is JSON, but it isn't an object with fields", JSON_LINES)
    return found


def _as_text(value: object) -> str:
    """As a CSV would have it: a text as it is, nothing for null, and anything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
