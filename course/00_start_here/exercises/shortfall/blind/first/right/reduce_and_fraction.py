# functools.reduce over both lists, exact in Fractions, a float at the end.
from fractions import Fraction
from functools import reduce


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    ids = reduce(lambda known, event: known | {event["event_id"]: True}, stored[:0], {})
    ids.update(dict.fromkeys((event["event_id"] for event in stored), True))
    pair = reduce(
        lambda sums, event: (
            sums[0] + (0 if ids.get(event["event_id"]) else tokens([event])),
            sums[1] + tokens([event]),
        ),
        served,
        (0, 0),
    )
    return float(Fraction(*pair))
