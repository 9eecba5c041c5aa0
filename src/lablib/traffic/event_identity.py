"""What makes a usage event itself: its `event_id`, whatever else a producer writes around it."""

from __future__ import annotations

import re
from collections.abc import Hashable

_EVENT_ID = re.compile(rb'"event_id"\s*:\s*"([^"\\]+)"')


def event_id_of(data: bytes) -> Hashable:
    """The id in a record's data, or the data where it has none: the form that the ledger's `identify` wants.

    So the ledger knows an event again in whatever JSON a producer wrote it: with other spaces, other
    fields, in another order.
    """
    found = _EVENT_ID.search(data)
    return found[1] if found else data
