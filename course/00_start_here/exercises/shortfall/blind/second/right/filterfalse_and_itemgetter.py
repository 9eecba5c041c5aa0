# operator.itemgetter and itertools.filterfalse, without a comprehension.
from itertools import filterfalse
from operator import itemgetter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    event_id = itemgetter("event_id")
    stored_ids = frozenset(map(event_id, stored))
    return tokens(filterfalse(lambda event: event_id(event) in stored_ids, served)) / tokens(served)
