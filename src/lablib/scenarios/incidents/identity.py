"""Which event a record is, also if a gateway compressed it."""

from __future__ import annotations

import gzip
from collections.abc import Hashable

from lablib.scenarios.incidents.handlers import GZIP
from lablib.traffic import event_id_of


def event_in(data: bytes) -> Hashable:
    """As `event_id_of`, for plain data and for gzip: the form that the ledger's `identify` wants."""
    return event_id_of(gzip.decompress(data) if data[:2] == GZIP else data)
