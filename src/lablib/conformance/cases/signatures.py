"""The time in a signature: what a producer whose clock is off is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import refused

book = CaseBook("kinesis", "signatures")
RULE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html"
EXPIRED = "https://github.com/awslabs/amazon-kinesis-producer/issues/222"
NOT_YET = "https://github.com/s12v/awsbeats/issues/48"
TIME = r"\d{8}T\d{6}Z"


@contextmanager
def _clock_off_by(minutes: float) -> Iterator[None]:
    """In the block boto3 signs with a clock that is so many minutes fast; below zero, slow."""

    def now(remove_tzinfo: bool = True) -> datetime:
        shown = datetime.now(UTC) + timedelta(minutes=minutes)
        return shown.replace(tzinfo=None) if remove_tzinfo else shown

    with patch("botocore.auth.get_current_datetime", now):
        yield


@book.case("A clock that is four minutes slow or fast is taken", RULE, shards=0)
def four_minutes_off(env: Environment) -> None:
    for minutes in (-4, 4):
        with _clock_off_by(minutes):
            env.kinesis.list_streams()
        env.wait(1)


@book.case("A clock that is six minutes slow: InvalidSignatureException, expired", EXPIRED,
           recorded="a KPL user, September 2018", shards=0)  # fmt: skip
def six_minutes_slow(env: Environment) -> None:
    with _clock_off_by(-6), refused("InvalidSignatureException") as error:
        env.kinesis.list_streams()
    words = error.response["Error"]["Message"]
    pattern = rf"Signature expired: {TIME} is now earlier than {TIME} \({TIME} - 5 min\.\)"
    assert re.fullmatch(pattern, words), f"it says {words!r}"


@book.case("A clock that is six minutes fast: InvalidSignatureException, not yet current", NOT_YET,
           recorded="a filebeat user, October 2018", shards=0)  # fmt: skip
def six_minutes_fast(env: Environment) -> None:
    with _clock_off_by(6), refused("InvalidSignatureException") as error:
        env.kinesis.list_streams()
    words = error.response["Error"]["Message"]
    pattern = rf"Signature not yet current: {TIME} is still later than {TIME} \({TIME} \+ 5 min\.\)"
    assert re.fullmatch(pattern, words), f"it says {words!r}"
