"""Two ways to write a batch of records, in plain boto3: the one that loses records and the one that does not.

Both take `entries` in the form of PutRecords: `[{"Data": b"...", "PartitionKey": "..."}, ...]`, any number of
them, and return those that they gave up. Without an open world they raise NoWorldOpen, and send nothing.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator import limits
from lablib.simulator.network.aws_guard import require_world

Entries = list[dict[str, Any]]
Producer = Callable[[Any, str, Entries], Entries]

MAX_ATTEMPTS = 8
BACKOFF_BASE_S = 0.1
BACKOFF_CAP_S = 5.0

log = logging.getLogger(__name__)


def naive(kinesis: Any, stream: str, entries: Entries) -> Entries:
    """Batches of 500 and a try around the call. It looks right, and never reads what the HTTP 200 says."""
    require_world()
    given_up: Entries = []
    for batch in batches_of(entries):
        try:
            kinesis.put_records(StreamName=stream, Records=batch)
        except (ClientError, BotoCoreError):
            log.exception("put_records failed for %d records", len(batch))
            given_up += batch
    return given_up


def careful(kinesis: Any, stream: str, entries: Entries) -> Entries:
    """Sends again only what failed, with full jitter, and gives up loudly after `MAX_ATTEMPTS`."""
    given_up: Entries = []
    for batch in batches_of(entries):
        pending = batch
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2**attempt)))
            pending = put_once(kinesis, stream, pending)
            if not pending:
                break
        if pending:
            log.error("gave up %d of %d records after %d attempts", len(pending), len(batch), MAX_ATTEMPTS)
            given_up += pending
    return given_up


def put_once(kinesis: Any, stream: str, entries: Entries) -> Entries:
    """One PutRecords call; returns the entries that were not stored. Only the index tells which."""
    require_world()
    try:
        answer = kinesis.put_records(StreamName=stream, Records=entries)
    except (ClientError, BotoCoreError):
        return entries
    return [entry for entry, result in zip(entries, answer["Records"], strict=True) if "ErrorCode" in result]


def batches_of(entries: Entries) -> list[Entries]:
    """As many as one call takes, by count and by bytes with the keys; the rest in the last."""
    batches: list[Entries] = []
    room_bytes = 0
    for entry in entries:
        size_bytes = len(entry["Data"]) + len(entry["PartitionKey"].encode())
        if not batches or len(batches[-1]) == limits.PUT_RECORDS_MAX_ENTRIES or size_bytes > room_bytes:
            batches.append([])
            room_bytes = limits.PUT_RECORDS_MAX_BYTES
        batches[-1].append(entry)
        room_bytes -= size_bytes
    return batches


PRODUCERS: dict[str, Producer] = {"naive": naive, "careful": careful}
