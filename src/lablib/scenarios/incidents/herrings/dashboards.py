"""A deployment that has the right time and concerns nothing."""

from __future__ import annotations

from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.system import System


def _begin(system: System, minute: float) -> None:
    system.at(minute, lambda: system.changed("deployed ops-dashboards d112"))


HERRING = Herring(
    id="dashboards",
    says="a deployment minutes from the page was that of the dashboards",
    begin=_begin,
)
