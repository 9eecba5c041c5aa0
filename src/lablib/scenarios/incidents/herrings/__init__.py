"""Red herrings: what happens beside a cause, catches the eye, and does no harm. One a file."""

from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.herrings import (
    another_stream,
    dashboards,
    empty_child_shard,
    greedy_neighbor,
    service_event,
)

_MODULES = (empty_child_shard, service_event, greedy_neighbor, another_stream, dashboards)
HERRINGS: dict[str, Herring] = {module.HERRING.id: module.HERRING for module in _MODULES}
"""All of them by id."""
