"""`lablib conformance`: does the simulator do what AWS does? Every case, with its source, run on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from lablib.conformance.case import Case
    from lablib.conformance.run import Outcome, Place

COLORS = {"same": "green", "different": "red", "breaks": "red", "skipped": "dim"}
MINUTES_A_CASE = 2
"""On AWS, where a stream takes half a minute to come and metrics five minutes to arrive."""

console = Console(highlight=False)


def conformance(
    part: Annotated[
        str, typer.Argument(help="only cases whose id has this in it, such as put or alarms.m_of_n")
    ] = "",
    moto: Annotated[bool, typer.Option(help="also run the cases against moto, in this process")] = True,
    aws: Annotated[
        bool, typer.Option("--aws", help="also run the cases against YOUR AWS ACCOUNT, which costs money")
    ] = False,
    endpoint_url: Annotated[
        str | None, typer.Option(help="also run the cases against another emulator, such as LocalStack")
    ] = None,
    role_arn: Annotated[
        str | None,
        typer.Option(help="for --aws and --endpoint-url: the role of the functions that the cases create"),
    ] = None,
    markdown: Annotated[
        Path | None, typer.Option(help="write the table to this file, as docs/conformance.md has it")
    ] = None,
) -> None:
    """Check whether the simulator and moto do what AWS does. Each behavior has its source."""
    from lablib.conformance.catalog import matching

    cases = matching(part)
    if not cases:
        typer.echo(f"lablib: no case has {part!r} in its id. All of them: lablib conformance", err=True)
        raise typer.Exit(1)
    columns = {"simulator": _run_here(cases, "simulator")}
    if moto:
        columns["moto"] = _run_here(cases, "moto")
    if endpoint_url is not None:
        columns["endpoint"] = _run_there(cases, endpoint_url, role_arn)
    if aws:
        columns["AWS today"] = _run_on_aws(cases, role_arn)
    _show(cases, columns)
    if markdown is not None:
        from lablib.conformance.page import page

        markdown.write_text(page(cases, columns), encoding="utf-8")
    if any(outcome.verdict in ("different", "breaks") for outcome in columns["simulator"].values()):
        raise typer.Exit(1)


def _run_here(cases: Sequence[Case], name: str) -> dict[str, Outcome]:
    from lablib.conformance.endpoints.in_moto import moto
    from lablib.conformance.endpoints.ours import simulator

    return _run(cases, name, {"simulator": simulator, "moto": moto}[name])


def _run_there(cases: Sequence[Case], url: str, role_arn: str | None) -> dict[str, Outcome]:
    from lablib.conformance.endpoints.aws import account

    return _run(cases, url, account(url, role_arn, _say_what_is_left), real=True, functions=bool(role_arn))


def _run_on_aws(cases: Sequence[Case], role_arn: str | None) -> dict[str, Outcome]:
    from lablib.billing.prices import SHARD_HOUR
    from lablib.conformance.endpoints.aws import account
    from lablib.simulator.network.real_aws import real_aws

    run = [case for case in cases if not _why_not(case, bool(role_arn))]
    cost_usd = SHARD_HOUR.usd * Decimal(sum(case.shards for case in run))
    question = (
        f"{len(run)} cases on AWS: about {len(run) * MINUTES_A_CASE} minutes and ${cost_usd:.2f} of "
        "shard-hours, and a little for records, functions and metrics. Go on?"
    )
    typer.confirm(question, abort=True)
    with real_aws():
        return _run(
            cases, "AWS", account(None, role_arn, _say_what_is_left), real=True, functions=bool(role_arn)
        )


def _why_not(case: Case, functions: bool) -> str:
    """Why a case can't run where time is real; empty if it can."""
    if case.jumps_h:
        return f"it waits {case.jumps_h} h, which takes virtual time"
    if not functions and (case.needs_function or case.service == "lambda"):
        return "it needs a function, and so --role-arn"
    return ""


def _run(
    cases: Sequence[Case], name: str, place: Place, *, real: bool = False, functions: bool = True
) -> dict[str, Outcome]:
    from lablib.conformance.run import Outcome, Verdict, run
    from lablib.simulator.clock.virtual_time import real_monotonic

    outcomes: dict[str, Outcome] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("cases"))
    with ExitStack() as stack:
        bar = stack.enter_context(
            Progress(
                *columns,
                console=console,
                transient=True,
                get_time=real_monotonic,
                disable=not console.is_terminal,
            )
        )
        task = bar.add_task(name, total=len(cases))
        for case in cases:
            why_not = _why_not(case, functions) if real else ""
            outcomes[case.id] = Outcome(Verdict.SKIPPED, why_not) if why_not else run(case, place)
            bar.advance(task)
    return outcomes


def _say_what_is_left(error: str) -> None:
    typer.echo(f"lablib: left in the account, delete it by hand: {error}", err=True)


def _show(cases: Sequence[Case], columns: dict[str, dict[str, Outcome]]) -> None:
    from lablib.conformance.table import totals

    table = Table("Case", "Behavior", *columns, "AWS")
    for case in cases:
        verdicts = [outcomes[case.id].verdict for outcomes in columns.values()]
        marks = [Text(verdict, style=COLORS[verdict]) for verdict in verdicts]
        known = f"recorded: {case.recorded}" if case.recorded else str(case.evidence)
        table.add_row(Text(case.id), Text(case.says), *marks, Text(known))
    console.print(table)
    for name, outcomes in columns.items():
        console.print(f"{name}: {totals(cases, outcomes)} cases as AWS", markup=False)
    for case in cases:
        seen = columns["simulator"][case.id].seen
        if seen:
            console.print(f"{case.id}: {seen}", markup=False, soft_wrap=True)
