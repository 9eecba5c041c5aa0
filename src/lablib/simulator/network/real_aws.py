"""`lablib.real_aws()` is the one way to let boto3 reach a real AWS account. It says so as long as it is on.

    with lablib.real_aws():
        boto3.client("kinesis").list_streams()

    lifted = lablib.real_aws()  # in a notebook, from this cell on
    ...
    lifted.close()

While a world is open, boto3 still talks to that world. Close it first (`lablib.stop()`).
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from lablib.simulator.network import aws_guard
from lablib.simulator.network.ipython_shell import shell

ON = "lablib: REAL AWS IS ON. boto3 reaches the AWS account of your credentials, and AWS charges for it."
STILL_ON = "lablib: REAL AWS IS ON. lablib.stop() turns it off."
NOT_YET = "A world is open, and boto3 talks to that world until it closes."
OFF = "lablib: real AWS is off. boto3 doesn't reach AWS any more."


class RealAws:
    """boto3 reaches AWS until this is closed: by `close`, or at the end of the `with` block."""

    on = ON
    """What is said when it begins."""

    def __init__(self) -> None:
        aws_guard.arm()
        _say(self.on)
        if not aws_guard.lifted_by:
            _watch_cells("register")
        aws_guard.lifted_by.append(self)

    def close(self) -> None:
        """boto3 doesn't reach AWS any more. Closing it again changes nothing."""
        if self in aws_guard.lifted_by:
            aws_guard.lifted_by.remove(self)
            if not aws_guard.lifted_by:
                _watch_cells("unregister")
                _say(OFF)

    def lets(self, host: str) -> bool:
        """Every host."""
        return True

    def remind(self) -> None:
        """Say that AWS is reached again, now that no world answers any more."""
        _say(self.on)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def real_aws() -> RealAws:
    """Let boto3 reach your AWS account from now on, with the credentials it finds. Says so on stderr.

    Use it in a `with` statement, or `close()` what it returns. In a notebook a line at the start of each cell
    says that it's still on, and `lablib.start` and `lablib.stop` turn it off. While a world is open, the
    world answers. A client that was made in a world has made-up keys: make a new one.
    """
    return RealAws()


def turn_off() -> None:
    """Close all that are open."""
    for each in list(aws_guard.lifted_by):
        each.close()


def _watch_cells(change: str) -> None:
    running = shell()
    if running is not None:
        getattr(running.events, change)("pre_run_cell", _before_cell)


def _before_cell(info: Any) -> None:
    _say(STILL_ON)


def _say(line: str) -> None:
    stream = sys.stderr or sys.__stderr__
    if stream is None:  # a program without a console, such as pythonw
        return
    stream.write(f"{line} {NOT_YET}\n" if aws_guard.a_world_answers() and line != OFF else f"{line}\n")
    stream.flush()
