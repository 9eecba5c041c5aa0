"""A call that is stored at once is the same as its records stored one after another."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.ledger.ledger import Ledger


class OneByOne(Ledger):
    """The oracle: never takes the quick way."""

    def stored_together(self, rows: list[int], keys: list[str], producer: str) -> None:
        self.stored(zip(rows, keys, strict=True), producer)


fates = st.sampled_from(["stored", "stored", "stored", "offered", "rejected", "read", "expired"])
producers = st.sampled_from(["g1", "g2"])
keys = st.sampled_from(["t", "u", ""])
calls = st.lists(
    st.tuples(fates, producers, st.integers(0, 20), st.lists(keys, max_size=4), st.booleans()), max_size=30
)


def played(ledger: Ledger, calls: Any) -> list[Any]:
    """What is seen after each call. A call brings records that are numbered upward, or downward."""
    seen: list[Any] = []
    for at_us, (fate, producer, first, keys_of, upward) in enumerate(calls):
        numbers = range(first, first + len(keys_of))
        contents = [b"%d" % number for number in (numbers if upward else reversed(numbers))]
        rows = ledger.rows_of(contents, at_us)
        if fate == "stored":
            ledger.stored_together(rows, keys_of, producer)
        elif fate == "rejected":
            ledger.rejected([(row, None) for row in rows], "Throttled", at_us)
        elif fate == "read":
            ledger.read(rows)
        elif fate == "expired":
            ledger.expired([row for row in rows if ledger._copies[row]])
        seen.append((rows, ledger.totals(at_us), ledger.anomalies(), list(ledger._copies)))
    return seen


@given(calls)
def test_a_call_stored_at_once_is_its_records_stored_one_by_one(calls):
    assert played(Ledger(), calls) == played(OneByOne(), calls)


def test_new_records_in_the_order_of_their_rows_need_no_look_at_each():
    class Noting(Ledger):
        looked_at = 0

        def stored(self, rows_and_keys: Any, producer: str) -> None:
            self.looked_at += 1
            super().stored(rows_and_keys, producer)

    ledger = Noting()
    looks = []
    for contents in ([b"a", b"b"], [b"c", b"d"], [b"d"], [b"f", b"e"], []):
        rows = ledger.rows_of(contents, 0)
        ledger.stored_together(rows, ["t"] * len(rows), "g1")
        looks.append(ledger.looked_at)
    assert looks == [0, 0, 1, 1, 1]
