"""A plan: how a fleet writes, and to how many shards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lablib.traffic.outline import Outline

AS_IT_IS, OWN_KEY = "as it is", "one per record"
KEYS = (AS_IT_IS, OWN_KEY)
NAIVE, CAREFUL = "naive", "careful"
"""Never reads the response; resends what was throttled."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be changed. The traffic itself and the number of writers are given."""

    shards: int
    flush_every_s: float
    producer: str
    """`NAIVE` or `CAREFUL`."""
    key: str = AS_IT_IS
    """One of `KEYS`: a key of its own for every record spreads them evenly, and keeps no order. A traffic
    without keys is written in the same way under both."""
    packed: bool = False
    """Whether a gateway puts a flush's events of a key into one record; with `OWN_KEY`, all of a flush's."""

    def key_of(self, outline: Outline) -> Outline:
        """The traffic under the keys of this plan."""
        if self.key == AS_IT_IS:
            return outline
        return replace(outline, key_column=None, key_bytes=None, key_hashes=None)

    def with_shards(self, shards: int) -> Plan:
        """The same on another number of shards."""
        return replace(self, shards=shards)

    def writes_as(self, other: Plan) -> bool:
        """Whether both make the same records, whoever sends them to however many shards."""
        return replace(self, shards=other.shards, producer=other.producer) == other

    def changes_from(self, now: Plan) -> tuple[str, ...]:
        """What one has to do to get there, the smallest effort first; nothing if it is the same plan."""
        said = []
        if self.producer != now.producer:
            said.append("read the response and resend what was throttled")
        if self.shards != now.shards:
            said.append(f"{now.shards} to {self.shards} shards")
        if self.flush_every_s != now.flush_every_s:
            said.append(f"flush every {self.flush_every_s:g} s")
        said += self._packing(now)
        return tuple(said)

    def _packing(self, now: Plan) -> list[str]:
        if self.packed and not now.packed and self.key == OWN_KEY:
            return ["pack all events of a flush, under the gateway's name as key"]
        said = ["pack the events of a key"] if self.packed and not now.packed else []
        return said + ([f"partition key: {self.key}"] if self.key != now.key else [])
