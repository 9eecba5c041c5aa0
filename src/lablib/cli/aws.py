"""`lablib aws`: the measurements on your own account, after a plan was printed and confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer
from rich.console import Console

from lablib.cli.options import whole
from lablib.cli.which_clone import course_here

if TYPE_CHECKING:
    from lablib.on_aws.clients import Clients
    from lablib.on_aws.plan import Plan
    from lablib.on_aws.what_is_left import Thing

ALLOW_LIST = "aws.toml"
RUNS = "aws"

aws = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make ten measurements on your own AWS account."
)
console = Console(highlight=False)


def _twelve_digits(account: str) -> str:
    if not re.fullmatch(r"\d{12}", account):
        raise typer.BadParameter(f"{account!r} is no account id: give 12 digits, such as 123456789012")
    return account


def _account(says: str) -> Any:
    return typer.Option("--account", help=says, prompt="AWS account id", callback=_twelve_digits)


Account = Annotated[
    str,
    _account("the account id, 12 digits: the account of your credentials, which work/aws.toml names too"),
]
AnyAccount = Annotated[
    str, _account("an account id, 12 digits: any will do, such as 123456789012, as nothing is reached")
]
Region = Annotated[str, typer.Option("--region", help="such as eu-central-1; there is no default")]
Only = Annotated[list[str] | None, typer.Argument(help="only these measurements; all when left out")]
RunId = Annotated[str, typer.Argument(help="the id of a run; every run when left out")]


def _work() -> Path:
    return course_here() / "work"


def _say(line: str) -> None:
    console.print(line, markup=False, soft_wrap=True)


@contextmanager
def _remedies_as_text() -> Iterator[None]:
    """Turn what one can mend into its text and exit code 1."""
    from botocore.exceptions import BotoCoreError, ClientError

    from lablib.on_aws.preflight import Refused
    from lablib.simulator.network.socket_guard import NetworkRefused

    try:
        yield
    except (ValueError, Refused, NetworkRefused, ClientError, BotoCoreError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error


def _plan(account: str, region: str, only: list[str] | None, run_id: str = "") -> Plan:
    from lablib.on_aws.catalog import chosen
    from lablib.on_aws.plan import Plan

    return Plan(account, region, run_id or uuid4().hex[:8], chosen(only or []))


@contextmanager
def _switched_on(plan: Plan, question: str) -> Iterator[Clients]:
    """Clients of an account that was typed in, is allowed, and is whose the credentials are."""
    from lablib.on_aws.allow_list import require_allowed
    from lablib.on_aws.preflight import identity
    from lablib.on_aws.switch import switched_on

    require_allowed(_work() / ALLOW_LIST, plan.account, plan.region)
    typed = typer.prompt(question)
    with switched_on(plan, typed, _work() / ALLOW_LIST) as clients:
        _say(f"you are {identity(clients, plan)}")
        yield clients


@aws.command()
def plan(account: AnyAccount, region: Region, only: Only = None) -> None:
    """Print what a run would create, how long it takes and what it costs. AWS isn't contacted."""
    from lablib.on_aws.allow_list import NotAllowed, require_allowed

    with _remedies_as_text():
        for line in _plan(account, region, only).lines():
            _say(line)
    try:
        require_allowed(_work() / ALLOW_LIST, account, region)
    except NotAllowed as error:
        _say(f"\nlablib aws run would refuse this: {error}")


@aws.command()
def policy(account: AnyAccount, region: Region) -> None:
    """Print the IAM policy that you need for lablib aws run, as JSON."""
    from lablib.on_aws.permissions import policy_for_you

    typer.echo(json.dumps(policy_for_you(account, region), indent=2))


@aws.command()
def run(
    account: Account,
    region: Region,
    only: Only = None,
    seed: Annotated[
        int, typer.Option(parser=whole(0), help="seed of the simulator's run that it's compared with")
    ] = 7,
) -> None:
    """Print the plan, ask for the account id, check the account, measure, and delete everything."""
    from lablib.on_aws.carry_out import carry_out

    with _remedies_as_text():
        its = _plan(account, region, only)
        for line in its.lines():
            _say(line)
        path = _work() / RUNS / f"{its.run_id}.json"
        with _switched_on(its, "This costs money. Type the account id to go on") as clients:
            _look_first(clients, its)
            outcome = carry_out(its, clients, seed, lambda run: run.save(path), _say)
    _say(
        f"{path}: {len(outcome.run.entries)} measurements. Hold them against the model: lablib compare {path}"
    )
    if outcome.stopped:
        _say(f"It ended early: {outcome.stopped}")
    if outcome.left or outcome.unsure:
        raise typer.Exit(1)
    _say("Nothing is left in the account: a listing by name and by tag found nothing.")
    if outcome.stopped:
        raise typer.Exit(1)


def _look_first(clients: Clients, its: Plan) -> None:
    from lablib.on_aws.preflight import Refused, findings, identity

    found = findings(clients, its, identity(clients, its))
    for finding in found:
        _say(f"{'ok ' if finding.fine else 'NO '} {finding.text}")
    if not all(finding.fine for finding in found):
        raise Refused("the account isn't ready, so nothing was made.")


@aws.command()
def left(account: Account, region: Region, run_id: RunId = "") -> None:
    """List what earlier runs have left in the account. Nothing is deleted."""
    from lablib.on_aws.plan import prefix_of
    from lablib.on_aws.what_is_left import left as listed

    with _remedies_as_text():
        its = _nothing_made(account, region, run_id)
        with _switched_on(its, "Type the account id to list what is left") as clients:
            things = listed(clients, prefix_of(run_id), run_id or None)
        _report(things, region)


@aws.command()
def teardown(account: Account, region: Region, run_id: RunId = "") -> None:
    """Delete what earlier runs have left in the account, until a listing finds nothing."""
    from lablib.on_aws.carry_out import wait_real
    from lablib.on_aws.plan import prefix_of
    from lablib.on_aws.tear_down import tear_down
    from lablib.on_aws.what_is_left import left as listed

    with _remedies_as_text():
        its = _nothing_made(account, region, run_id)
        with _switched_on(its, "Type the account id to list what is left") as clients:
            things = listed(clients, prefix_of(run_id), run_id or None)
            for thing in things:
                _say(f"{thing.kind} {thing.name}")
            if things:
                typer.confirm(f"Delete all {len(things)}?", abort=True)
                things = tear_down(clients, prefix_of(run_id), run_id or None, wait_real, _say)
        _report(things, region)


def _nothing_made(account: str, region: str, run_id: str) -> Plan:
    from lablib.on_aws.plan import Plan

    return Plan(account, region, run_id or "any", ())


def _report(things: list[Thing], region: str) -> None:
    for thing in things:
        _say(f"{thing.kind} {thing.name}: {thing.command(region)}")
    if things:
        raise typer.Exit(1)
    _say("Nothing is left in the account: a listing by name and by tag found nothing.")


def compare(
    run_file: Annotated[
        str, typer.Argument(help="a file that lablib aws run wrote, or the example on-record")
    ],
) -> None:
    """Compare a run on AWS with the simulator's run. Both have the same seed.

    The exit code is 1 if a behavior differs. It's 0 for the example on-record, which others recorded.
    """
    from lablib.on_aws.against_the_model import Verdict, against_the_model
    from lablib.on_aws.examples import find
    from lablib.on_aws.run import Origin
    from lablib.on_aws.show import table

    with _remedies_as_text():
        run_ = find(run_file)
        rows = against_the_model(run_)
    for line in table(run_, rows):
        _say(line)
    differs = any(row.verdict is Verdict.DIFFERS for row in rows)
    if differs and run_.origin is not Origin.ON_RECORD:  # what others recorded is there to be read
        raise typer.Exit(1)
