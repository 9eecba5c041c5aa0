"""The deployment of lab 06: a mapping is deleted and created again while the gateways write.

run = replace_mapping(seed=7, shards=4, gateways=3, position="LATEST")
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from lablib.scenarios.mapping.boto3_helpers import map_to
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import requests
from lablib.traffic.load_generator import feed

DELETED_AT_S, CREATED_AT_S, ENDS_AT_S = 300, 480, 600
EARLIER_S = 60
"""AT_TIMESTAMP begins so long before the deletion: what the old mapping had not finished is included."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of the records of ten minutes."""

    written: int
    missed: int
    """Records that the function never got."""
    twice: int
    """Records that it got from both mappings."""


def replace_mapping(seed: int, shards: int, gateways: int, position: str) -> Replaced:
    """Replace the mapping of `bill` after five minutes; the new one comes three minutes later.

    `position` is the new one's StartingPosition; for AT_TIMESTAMP the time is a minute before the deletion.
    """
    got: Counter[str] = Counter()

    def bill(event: Any, context: Any) -> None:
        got.update(record["eventID"] for record in event["Records"])

    with World(seed) as world:
        make_stream(shards)
        world.deploy(bill, name="bill")
        old = map_to("bill", StartingPosition="LATEST")
        written = requests(gateways, ENDS_AT_S, seed, world.clock.now_us)
        writing = feed(world, STREAM, written)
        world.sleep(DELETED_AT_S)
        where: dict[str, Any] = {"StartingPosition": position}
        if position == "AT_TIMESTAMP":
            where["StartingPositionTimestamp"] = world.clock.now_s - EARLIER_S
        world_client("lambda").delete_event_source_mapping(UUID=old["UUID"])
        world.sleep(CREATED_AT_S - DELETED_AT_S)
        map_to("bill", **where)
        writing.join()
        world.sleep(60)
    return Replaced(len(written), len(written) - len(got), got.total() - len(got))
