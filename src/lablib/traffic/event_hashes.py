"""The hash keys of events whose id is their partition key: the same in every run, so many are kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from lablib.traffic.events import event_ids
from lablib.traffic.key_hashes import Hashes, key_hashes

BLOCK_EVENTS = 2**9
MOST_BLOCKS = 4_096
"""32 MB of hashes, those of two million events."""


def id_hashes(gateway: str, numbers: range) -> Hashes:
    """The hashes of the ids of a gateway's successive events, one or more."""
    first, last = numbers.start // BLOCK_EVENTS, (numbers.stop - 1) // BLOCK_EVENTS
    hashes = np.concatenate([_block(gateway, block) for block in range(first, last + 1)])
    before = first * BLOCK_EVENTS
    return hashes[numbers.start - before : numbers.stop - before]


@lru_cache(MOST_BLOCKS)
def _block(gateway: str, block: int) -> Hashes:
    return key_hashes(event_ids(gateway, range(block * BLOCK_EVENTS, (block + 1) * BLOCK_EVENTS)))
