"""`lablib review`: which settings of your own mapping would lose records, and which lab shows why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lablib.cli.telling import say

if TYPE_CHECKING:
    from lablib.teaching.review import Severity
    from lablib.templates import DescribedMapping


def review(
    file: Annotated[
        Path,
        typer.Argument(
            help="the JSON of `aws lambda get-event-source-mapping` or `list-event-source-mappings`, or a "
            "CloudFormation or SAM template"
        ),
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="a parameter of the template; may be repeated"),
    ] = None,
) -> None:
    """Say which settings of your mapping would lose records. Nothing leaves this machine.

    The exit code is 1 if a setting would lose records or block a shard, so you can use it in a CI pipeline.
    """
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.review import Severity
    from lablib.templates import (
        TemplateError,
        load_template,
        mappings_in,
        mappings_of_other_sources_in,
    )

    try:
        document = load_template(file.read_text("utf-8"), _parameters(parameter or []))
        mappings, others = mappings_in(document), mappings_of_other_sources_in(document)
        worst = [_tell(mapping) for mapping in mappings]
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        typer.echo(f"lablib: {file}: {_why(error)}", err=True)
        raise typer.Exit(2) from error
    bad = sum(severity in (Severity.LOSES, Severity.BLOCKS) for severity in worst)
    say(line("review.sum", count=len(mappings), bad=bad))
    if others:
        say(line("review.others", count=len(others), names=", ".join(each.name for each in others)))
    if bad:
        raise typer.Exit(1)


def _why(error: Exception) -> str:
    """Without the file's name, which stands before it."""
    if isinstance(error, UnicodeDecodeError):
        return "the file is no text in UTF-8, so it is neither JSON nor YAML"
    return str(error.strerror) if isinstance(error, OSError) else str(error)


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not equals:
            raise typer.BadParameter(f"{name!r} has no value: give NAME=VALUE", param_hint="--parameter")
    return {name: value for name, _, value in pairs}


def _tell(mapping: DescribedMapping) -> Severity | None:
    """Say all about one mapping; returns the worst that its settings do."""
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.review import review as findings_of

    findings = findings_of(mapping)
    say(line("review.mapping", name=mapping.name))
    for finding in findings:
        say(f"  {finding}")
    if not findings:
        say(line("review.nothing"))
    say(_played(mapping))
    return findings[0].severity if findings else None


def _played(mapping: DescribedMapping) -> str:
    from lablib.simulator.api.errors import AwsError
    from lablib.teaching.checks.message_catalogue import line
    from lablib.teaching.review import played

    try:
        run = played(mapping)
    except AwsError as error:
        return line("review.no-room", error=error)
    return line("review.not-played") if run is None else line("review.played", **run._asdict())
