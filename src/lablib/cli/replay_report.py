"""What `lablib replay` prints in the end: what became of every record, and what CloudWatch showed of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Column, Table

from lablib.cli.telling import console, say, step
from lablib.pictures.plots.wording import counted, share

if TYPE_CHECKING:
    from lablib.scenarios.replay.dashboard import Dashboard
    from lablib.scenarios.replay.outcome import Outcome

EXAMPLE_CHARS = 300


def show(outcome: Outcome, first_lost_row: int | None) -> None:
    """Print both tables and the verdict. The first lost record is in that row of the file."""
    console.print()
    console.print(_ledger(outcome))
    console.print(_dashboard(outcome.dashboard))
    _print_verdict(outcome, first_lost_row)


def _ledger(outcome: Outcome) -> Table:
    table = Table(Column("The ledger: what became of every record", overflow="fold"))
    table.add_column("records", justify="right")
    for what, records in (
        ("offered by the gateways", outcome.offered),
        ("  stored", outcome.offered - outcome.lost),
        ("  lost", outcome.lost),
        ("    throttled, and never retried", outcome.throttled),
        ("    given up by the producer, which logs it", outcome.given_up),
        ("stored more than once: the copies", outcome.duplicates),
        ("stored after a newer record (same gateway, key)", outcome.reordered),
    ):
        table.add_row(what, f"{records:,}")
    return table


def _dashboard(shown: Dashboard) -> Table:
    table = Table(Column("What CloudWatch showed for it", overflow="fold"))
    table.add_column("over the run", justify="right")
    for what, value in (
        ("PutRecords.Success, average", f"{shown.success_average:.2%}"),
        ("PutRecords.FailedRecords, sum", f"{shown.failed_records:,}"),
        ("IncomingRecords, sum", f"{shown.incoming_records:,}"),
        ("IncomingRecords, busiest minute, share of capacity", f"{shown.busiest_minute_records_share:.2%}"),
        ("IncomingBytes, busiest minute, share of capacity", f"{shown.busiest_minute_bytes_share:.2%}"),
        ("PutRecords.TotalRecords, sum", f"{shown.total_records:,}"),
        ("PutRecords.ThrottledRecords, sum", f"{shown.throttled_records:,}"),
        ("WriteProvisionedThroughputExceeded, sum", f"{shown.write_throughput_exceeded:,}"),
    ):
        table.add_row(what, value)
    return table


def _print_verdict(outcome: Outcome, first_lost_row: int | None) -> None:
    """One sentence that tells it all, and the first lost record as evidence."""
    records, rejections, shown = counted(outcome.offered, "record"), outcome.rejections, outcome.dashboard
    if not outcome.lost:
        again = (
            f"{rejections:,} times one was throttled and retried" if rejections else "none was ever throttled"
        )
        say(f"None of the {records} is lost: {again}.")
        return
    loss, are = share(outcome.lost, outcome.offered), "is" if outcome.lost == 1 else "are"
    say(
        f"{outcome.lost:,} of {records} ({loss}) {are} gone. "
        f"CloudWatch's PutRecords.Success said {shown.success_average:.2%}, and its busiest minute "
        f"{shown.busiest_minute_share:.2%} of capacity."
    )
    first = outcome.first_lost
    if first is not None:
        rejection = first.rejection
        why = (
            f"{rejection.code} from {rejection.shard_id or 'the whole call'}"
            if rejection
            else "it was never sent"
        )
        content = first.content.decode(errors="replace").strip()
        shortened = content if len(content) <= EXAMPLE_CHARS else f"{content[:EXAMPLE_CHARS]} ..."
        say(f"The first lost record: {shortened} (row {first_lost_row:,} of the file; {why}).")


def draw(outcome: Outcome, picture: Path, shards: int) -> None:
    """Write the picture, and say in a sentence what it shows, and what of the stream's shards it doesn't."""
    with step("drawing"):
        from lablib.pictures.plots import shards_by_seconds

        table = outcome.seconds
        drawn = shards_by_seconds(table)
        drawn.save(picture)
    say(f"{picture}: {drawn.summary}")
    idle = shards - len(table.shard_ids)
    if idle:
        say(f"Not drawn: {counted(idle, 'shard')} of {shards:,} that got no record.")
