"""The ledger tells lost, duplicated, reordered and expired apart, and its fates always add up."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.ledger.ledger import Anomaly, Example, Fate, Ledger, Rejection

THROTTLED = "ProvisionedThroughputExceededException"


class Story:
    """A ledger spoken to in records named by letters; times are whole microseconds."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.now_us = 0

    def rows(self, names: str) -> list[int]:
        return self.ledger.rows_of([name.encode() for name in names], self.now_us)

    def offered(self, names: str) -> None:
        self.ledger.offer((name.encode() for name in names), self.now_us)

    def stored(self, names: str, producer: str = "g1", key: str = "t") -> None:
        self.ledger.stored([(row, key) for row in self.rows(names)], producer)

    def rejected(self, names: str, shard: str | None = "shard 1") -> None:
        self.ledger.rejected([(row, shard) for row in self.rows(names)], THROTTLED, self.now_us)

    def given_up(self, names: str) -> None:
        self.ledger.give_up((name.encode() for name in names), self.now_us)

    def fates(self) -> dict[str, int]:
        """The fates that some record has."""
        assert self.ledger.balance(self.now_us) == 0
        return {fate.label: n for fate, n in self.ledger.totals(self.now_us).items() if n}

    def kinds(self) -> dict[str, int]:
        """How much of each damage there is."""
        return {each.kind: each.count for each in self.ledger.anomalies()}


def test_a_record_waits_flies_and_is_stored_and_read():
    story = Story()
    story.offered("a")
    timeline = [story.fates()]
    flight = story.ledger.departs("g1", [b"a"], 0)
    timeline.append(story.fates())
    story.stored("a")
    story.ledger.lands(flight)
    timeline.append(story.fates())
    story.ledger.read(story.rows("a"))
    timeline.append(story.fates())
    assert timeline == [{"waiting": 1}, {"in flight": 1}, {"stored": 1}, {"read": 1}]
    assert story.kinds() == {}


def test_a_refused_record_is_lost_until_it_is_stored_after_all():
    story = Story()
    story.offered("ab")
    story.rejected("ab")
    assert (story.fates(), story.ledger.lost) == ({"rejected": 2}, 2)
    story.stored("b")
    assert (story.fates(), story.kinds()) == ({"rejected": 1, "stored": 1}, {"lost": 1})


def test_the_first_lost_record_is_shown_with_its_last_refusal():
    story = Story()
    story.offered("ab")
    story.now_us = 7
    story.rejected("b", "shard 3")
    story.now_us = 9
    story.rejected("b", "shard 4")
    story.stored("a")
    refusal = Rejection(9, THROTTLED, "shard 4")
    assert story.ledger.anomalies() == [Anomaly("lost", 1, Example(b"b", None, 0, refusal))]
    assert story.ledger.lost_contents() == [b"b"]
    assert story.ledger.rejections_by_code == {THROTTLED: 2}


def test_giving_up_is_a_fate_of_its_own_and_no_way_back_for_what_is_stored():
    story = Story()
    story.offered("abc")
    story.stored("a")
    story.rejected("b")
    story.given_up("abc")
    assert story.fates() == {"stored": 1, "given up": 2}
    story.stored("c")  # an earlier call with it was carried out after all
    assert story.fates() == {"stored": 2, "given up": 1}


def test_the_same_content_stored_again_is_a_duplicate_and_one_record():
    story = Story()
    story.stored("aab")
    story.stored("a")
    assert (story.ledger.offered, story.ledger.duplicates) == (2, 2)
    assert story.fates() == {"stored": 2}
    assert story.ledger.anomalies()[0].first == Example(b"a", "t", 0)


def test_a_record_is_reordered_behind_a_younger_one_of_the_same_producer_and_key_only():
    story = Story()
    story.offered("abcd")
    story.stored("b", producer="g1", key="t")
    story.stored("a", producer="g1", key="t")
    assert story.ledger.reordered == 1
    story.stored("d", producer="g1", key="u")
    story.stored("c", producer="g1", key="t")  # younger than b, and d has another key
    assert story.kinds() == {"reordered": 1}
    other = Story()
    other.offered("ab")
    other.stored("b", producer="g1")
    other.stored("a", producer="g2")
    assert other.kinds() == {}


def test_a_call_that_fails_as_a_whole_refuses_all_its_records_without_a_shard():
    story = Story()
    flight = story.ledger.departs("g1", [b"a", b"b"], 0)
    story.ledger.call_failed(flight, "InternalFailureException", 5)
    assert story.fates() == {"rejected": 2}
    first = story.ledger.anomalies()[0].first
    assert first is not None
    assert first.rejection == Rejection(5, "InternalFailureException", None)


def test_a_stored_record_stays_stored_when_a_later_call_with_it_fails():
    story = Story()
    story.stored("a")
    flight = story.ledger.departs("g1", [b"a"], 0)
    assert story.fates() == {"stored": 1}
    story.ledger.call_failed(flight, "NoAnswer", 5)
    assert (story.fates(), story.kinds()) == ({"stored": 1}, {})


def test_a_record_expires_with_its_last_copy_and_only_if_nobody_read_it():
    story = Story()
    story.stored("aab")
    story.ledger.read(story.rows("b"))
    story.ledger.expired(story.rows("a"))
    assert story.fates() == {"stored": 1, "read": 1}
    story.ledger.expired(story.rows("ab"))
    assert story.fates() == {"expired": 1, "read": 1}
    assert story.kinds() == {"duplicated": 1, "expired": 1}


def test_a_record_that_a_mapping_owed_to_its_function_expires_though_another_reader_saw_it():
    story = Story()
    story.stored("abc")
    story.ledger.read(story.rows("ab"))
    story.ledger.handled(story.rows("a"))
    story.ledger.expired(story.rows("abc"), owed=True)
    assert story.fates() == {"handled": 1, "expired": 2}


def test_an_expired_record_that_is_stored_again_can_be_read_after_all():
    story = Story()
    story.offered("ab")
    story.stored("ab")
    story.ledger.expired(story.rows("ab"))
    story.stored("a")
    assert story.fates() == {"stored": 1, "expired": 1}
    assert story.ledger.anomalies()[-1] == Anomaly("expired", 1, Example(b"b", None, 0))
    story.ledger.read(story.rows("a"))
    assert story.fates() == {"read": 1, "expired": 1}


def test_two_flights_with_the_same_record_count_it_once():
    story = Story()
    flights: list[Any] = [story.ledger.departs(name, [b"a"], 0) for name in ("g1", "g2")]
    assert story.fates() == {"in flight": 1}
    story.ledger.lands(flights[0])
    assert story.fates() == {"in flight": 1}
    assert story.ledger.attempts == 2


def test_what_identifies_a_record_may_be_a_part_of_it():
    ledger = Ledger(identify=lambda data: data[:1])
    ledger.offer([b"a1", b"b1"], 0)
    ledger.stored([(row, "t") for row in ledger.rows_of([b"a2", b"a3"], 0)], "g1")
    assert (ledger.offered, ledger.duplicates, ledger.lost) == (2, 1, 1)
    assert ledger.totals(0)[Fate.STORED] == 1


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=6))
def test_rows_are_numbered_in_the_order_in_which_records_are_first_seen(batches):
    ledger, row_of = Ledger(), {}
    for names in batches:
        expected = [row_of.setdefault(name, len(row_of)) for name in names]
        assert ledger.rows_of([name.encode() for name in names], 0) == expected
    assert ledger.offered == ledger.totals(0)[Fate.WAITING] == len(row_of)
