"""A change that has the right words and concerns another stream."""

from __future__ import annotations

from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.system import System


def _begin(system: System, minute: float) -> None:
    system.at(minute, lambda: system.changed("resharded the test stream from 4 to 2 shards"))


HERRING = Herring(
    id="test-stream",
    says="a reshard stood in the change log, and it was the test stream's",
    begin=_begin,
)
