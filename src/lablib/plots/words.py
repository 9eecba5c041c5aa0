"""Words that pictures share."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Such as 1 second, 1,200 seconds."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def short_name(shard_id: str) -> str:
    """`shard 3` for `shardId-000000000003`."""
    return f"shard {int(shard_id.rpartition('-')[2])}"
