"""How a traffic file is to be read, and how many send it: what `lablib replay` and `lablib sweep` share."""

from __future__ import annotations

from typing import Annotated

import typer

MOST_GATEWAYS = 100_000
"""Each takes some 5 kB (measured), so that a run stays far below a laptop's memory."""

KeyColumn = Annotated[
    str | None,
    typer.Option(help="the column with the partition key [default: key or tenant; else one key per record]"),
]
TimeColumn = Annotated[
    str | None, typer.Option(help="the column with the timestamp [default: one named like a time]")
]
TimeUnit = Annotated[
    str | None,
    typer.Option(
        metavar="<unit>",
        help="the unit of numbers in the time column: ns, us, ms, s or days [default: by the column's "
        "name, as in t_ms; else seconds]",
    ),
]
TimeFormat = Annotated[
    str | None,
    typer.Option(
        metavar="<format>",
        help="how dates in the time column are written, such as '%m/%d/%Y %H:%M:%S' [default: ISO-8601, "
        "nginx's or 31.12.2026 23:59:59]",
    ),
]
Header = Annotated[
    bool,
    typer.Option(
        "--header/--no-header",
        help="whether the first line names the columns; if not, they're called 1, 2, 3 ...",
    ),
]
SizeColumn = Annotated[
    str | None,
    typer.Option(
        help="the column with the size of a record in bytes [default: size or bytes; else the row as JSON]"
    ),
]
