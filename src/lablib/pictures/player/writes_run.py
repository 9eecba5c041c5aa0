"""The writes to one stream, as a tape has them, or the part of them that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from lablib.pictures.player.offers import Offer, offers_of
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED, THROTTLED, Call, Said, ShardLife, Tape
from lablib.simulator.world import World


@dataclass(frozen=True)
class Writes:
    """Calls, offers and what was given up, between two moments."""

    world: World
    tape: Tape
    stream: str
    shards: Sequence[ShardLife]
    """By number, so that a shard's place is where it stands here."""
    calls: Sequence[Call]
    offers: Sequence[Offer]
    given_up: Sequence[Said]
    start_us: int
    """A whole second."""
    end_us: int

    @classmethod
    def of(cls, world: World, stream: str) -> Self:
        """All writes to `stream`, as it was made last, from the first offer or call on."""
        tape = tape_of(world)
        shards = shards_of(tape, stream)
        made_us = min(each.opened_us for each in shards)
        calls = [call for call in tape.calls if call.stream == stream and call.at_us >= made_us]
        offers = offers_of(tape, calls)
        rows = {row for offer in offers for row in offer.rows}
        given_up = [said for said in tape.given_up if not rows.isdisjoint(said.rows)]
        begin_us = min([offer.at_us for offer in offers] + [call.left_us for call in calls])
        ends_us = [2 * call.at_us - call.left_us for call in calls] + [said.at_us for said in given_up]
        end_us = max([*ends_us, begin_us]) + 1
        return cls(
            world,
            tape,
            stream,
            shards,
            calls,
            offers,
            given_up,
            begin_us - begin_us % limits.US_PER_S,
            end_us,
        )

    def part(self, start_us: int, end_us: int) -> Writes:
        """What the service dealt with from `start_us` to before `end_us`, and the records in it."""
        calls = [call for call in self.calls if start_us <= call.at_us < end_us]
        sent = {row for call in calls for row in call.rows}
        offers = []
        for offer in self.offers:
            is_new = start_us <= offer.at_us < end_us
            rows = [row for row in offer.rows if is_new or row in sent]
            if rows:
                offers.append(Offer(max(offer.at_us, start_us), offer.producer, rows))
        given_up = [said for said in self.given_up if start_us <= said.at_us < end_us]
        return Writes(
            self.world, self.tape, self.stream, self.shards, calls, offers, given_up, start_us, end_us
        )

    # --- counts --------------------------------------------------------------------------------------

    @cached_property
    def producers(self) -> list[str]:
        """Who sends, or has records to send, in the order of their names."""
        return sorted({call.producer for call in self.calls} | {offer.producer for offer in self.offers})

    @cached_property
    def throttled(self) -> Counter[tuple[int, int]]:
        """Throttled entries by shard and second since the epoch."""
        return Counter(
            (did // FATES, call.at_us // limits.US_PER_S)
            for call in self.calls
            for did in call.did
            if did % FATES == THROTTLED
        )

    @cached_property
    def stored(self) -> Counter[int]:
        """How many copies of each record are stored, by its row."""
        return Counter(
            row
            for call in self.calls
            if not call.error
            for row, did in zip(call.rows, call.did, strict=True)
            if did % FATES == STORED
        )

    @property
    def stored_twice(self) -> int:
        """Copies beyond the first of each record."""
        return sum(self.stored.values()) - len(self.stored)

    @property
    def seconds(self) -> int:
        """How many seconds it takes, the last one counted as a whole."""
        return -((self.start_us - self.end_us) // limits.US_PER_S)

    def totals(self) -> dict[str, int]:
        """The ledger's fates of these records now, and how many there are."""
        self.world.totals()  # what is past retention is trimmed, and told, when somebody looks
        fates = self.world.ledger.fates()
        counts = Counter(fates[row] for offer in self.offers for row in offer.rows)
        return {"offered": counts.total()} | {fate.label: counts[fate] for fate in Fate}


def tape_of(world: World) -> Tape:
    """What the world has kept. Raises ValueError if it keeps nothing."""
    if world.tape is None:
        raise ValueError(
            f"the world with {world.label} keeps no tape to play. Remedy: call world.record() before the run "
            "(world = lablib.restart(); world.record()), and run it again"
        )
    return world.tape


def shards_of(tape: Tape, stream: str) -> list[ShardLife]:
    """The shards of a stream as it was made last, by number. Raises ValueError if there never was one."""
    places = [n for n, each in enumerate(tape.shards) if (each.stream, each.shard) == (stream, 0)]
    if not places:
        there = sorted({each.stream for each in tape.shards})
        raise ValueError(
            f"no stream {stream!r} was recorded. Remedy: give one of {', '.join(there) or 'none'}"
        )
    lives = [each for each in tape.shards[places[-1] :] if each.stream == stream]
    return sorted(lives, key=lambda each: each.shard)


def busiest_stream(tape: Tape) -> str:
    """The stream that was sent most entries. Raises ValueError if nothing was sent to any."""
    known = {each.stream for each in tape.shards}
    sent: Counter[str] = Counter()
    for call in tape.calls:
        sent[call.stream] += len(call.rows)
    found = max((stream for stream in sent if stream in known), key=lambda stream: sent[stream], default=None)
    if found is None:
        raise ValueError("the tape has no call to a stream. Remedy: write something, then play it")
    return found
