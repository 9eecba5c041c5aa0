"""What isn't AWS's: the world's time and totals, and faults that a test switches on, under /_lablib."""

from __future__ import annotations

import inspect
import json
from datetime import UTC, datetime
from typing import Any

from lablib.serve.keeper import Keeper
from lablib.serve.pace import Pace
from lablib.simulator import limits
from lablib.simulator.api.wire import Answer, Request
from lablib.simulator.world import World

PATH = "/_lablib"
SETTINGS = frozenset(inspect.signature(World.fault).parameters) - {"self", "hits"}
"""A function of an entry can't come over HTTP."""
NEEDED = frozenset({"kind", "for_s"})
_JSON = {"Content-Type": "application/json"}


class Control:
    """GET /_lablib tells of the world, POST /_lablib/faults takes the settings of `World.fault`."""

    def __init__(self, world: World, pace: Pace, keeper: Keeper) -> None:
        self._world = world
        self._keeper = keeper
        self._pace = pace

    def answer(self, request: Request) -> Answer:
        """In JSON, mistakes as well."""
        match request.method, request.target:
            case "GET", "/_lablib":
                return _answer(200, self._told())
            case "POST", "/_lablib/faults":
                return self._switch_on(request)
        return _answer(404, {"message": "Here are GET /_lablib and POST /_lablib/faults."})

    def _told(self) -> dict[str, Any]:
        world = self._world
        now = datetime.fromtimestamp(world.clock.now_us // limits.US_PER_S, UTC)
        told = {"now": now.isoformat(), "elapsed_s": world.elapsed_s, "speed": self._pace.speed}
        return told | {"seed": world.seed, "requests": self._keeper.requests - 1, "records": world.totals()}

    def _switch_on(self, request: Request) -> Answer:
        """A page of a browser can't send this type to another address without asking."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _answer(400, {"message": "Send the settings with Content-Type: application/json."})
        try:
            fault = self._world.fault(**_settings(json.loads(request.body)))
        except (TypeError, ValueError) as error:
            return _answer(400, {"message": f"{error}"})
        return _answer(200, {"kind": fault.kind, "for_s": (fault.end_us - fault.start_us) / limits.US_PER_S})


def _settings(given: Any) -> dict[str, Any]:
    """Raises ValueError for what are no settings of a fault."""
    if not isinstance(given, dict) or not NEEDED <= given.keys() <= SETTINGS:
        takes = ", ".join(sorted(SETTINGS - NEEDED))
        raise ValueError(
            f"A fault takes an object with {' and '.join(sorted(NEEDED))}, and may have {takes}."
        )
    return given


def _answer(status: int, said: dict[str, Any]) -> Answer:
    return Answer(status, _JSON.copy(), json.dumps(said).encode())
