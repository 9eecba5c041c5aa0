"""The time in a request's signature: AWS takes none that is more than five minutes off.

A machine whose clock is slow or fast is refused at the door, whatever it asks for. The error's texts are on
record in issues: https://github.com/awslabs/amazon-kinesis-producer/issues/222 (expired) and
https://github.com/s12v/awsbeats/issues/48 (not yet current); that it is not retried, in
https://github.com/aws/aws-sdk-js/issues/254.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from lablib.simulator import limits

INVALID_SIGNATURE = "InvalidSignatureException"
_FORM = "%Y%m%dT%H%M%SZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stale_signature(headers: Mapping[str, str], now_us: int, skew_us: int = 0) -> str | None:
    """AWS's words about a signature that is too old or too new; None for one that is in time, or not there.

    `headers` have lower-case names. `skew_us` is added to the signer's clock.
    """
    date = headers.get("x-amz-date")
    if date is None:
        return None
    # A signature has whole seconds, and so has what is said about it.
    signed_us, now_us = _to_the_second(_signed_us(date) + skew_us), _to_the_second(now_us)
    most_us = limits.SIGNATURE_SKEW_S * limits.US_PER_S
    signed, now, most = _written(signed_us), _written(now_us), f"{limits.SIGNATURE_SKEW_S // 60} min."
    if signed_us < now_us - most_us:
        earliest = _written(now_us - most_us)
        return f"Signature expired: {signed} is now earlier than {earliest} ({now} - {most})"
    if signed_us > now_us + most_us:
        latest = _written(now_us + most_us)
        return f"Signature not yet current: {signed} is still later than {latest} ({now} + {most})"
    return None


@lru_cache(maxsize=16)
def _signed_us(date: str) -> int:
    return (datetime.strptime(date, _FORM).replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


def _to_the_second(at_us: int) -> int:
    return at_us - at_us % limits.US_PER_S


def _written(at_us: int) -> str:
    return (_EPOCH + timedelta(microseconds=at_us)).strftime(_FORM)
