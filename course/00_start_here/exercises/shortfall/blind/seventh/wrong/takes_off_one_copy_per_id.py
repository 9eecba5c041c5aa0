# Subtracts one copy for each id that has copies, so an event that is stored three times still counts twice.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    times = Counter(event["event_id"] for event in stored)
    by_id = {event["event_id"]: event for event in stored}
    copies = [by_id[event_id] for event_id, count in times.items() if count > 1]
    billed = tokens(stored) - tokens(copies)
    return (tokens(served) - billed) / tokens(served)
