# Every id whose counts differ is "missing", copies too; forbidden: "whichever events are stored twice".
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    balance = Counter(event["event_id"] for event in served)
    balance.subtract(event["event_id"] for event in stored)
    missing = [event for event in served if balance[event["event_id"]]]
    return tokens(missing) / tokens(served)
