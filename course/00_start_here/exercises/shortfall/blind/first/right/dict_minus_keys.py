# Dict view arithmetic: served by id, minus the keys of the stored.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    books = {event["event_id"]: event for event in served}
    gone = books.keys() - {event["event_id"] for event in stored}
    return tokens(books[name] for name in gone) / tokens(served)
