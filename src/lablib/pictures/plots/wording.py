"""Words that pictures share."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Such as 1 second, 1,200 seconds."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def short_name(shard_id: str) -> str:
    """`shard 3` for `shardId-000000000003`."""
    return f"shard {int(shard_id.rpartition('-')[2])}"


def fate_of(lost: int, offered: int) -> str:
    """Such as: 2 of 10 records are lost."""
    if not lost:
        return f"none of {counted(offered, 'record')} is lost"
    return f"{lost:,} of {counted(offered, 'record')} {'is' if lost == 1 else 'are'} lost"


def share(count: int, total: int, digits: int = 2) -> str:
    """In percent. Next to nothing is not 0%, and all but a few are not 100%."""
    least = 10.0**-digits
    percent = 100 * count / total
    if 0 < percent < least:
        return f"under {least:.{digits}f}%"
    if 100 - least < percent < 100:
        return f"over {100 - least:.{digits}f}%"
    return f"{percent:.{digits}f}%"
