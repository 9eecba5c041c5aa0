# Believes a copied event is there twice at most, and takes one copy off; a third copy hides missing tokens.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    copies = Counter(event["event_id"] for event in stored)
    twice = [event for event in served if copies[event["event_id"]] > 1]
    billed = tokens(stored) - tokens(twice)
    return (tokens(served) - billed) / tokens(served)
