# Searches the ids by bisection but never sorts them: "in any order" is forgotten, stored events seem missing.
from bisect import bisect_left


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = [event["event_id"] for event in stored]

    def is_stored(event_id):
        place = bisect_left(stored_ids, event_id)
        return place < len(stored_ids) and stored_ids[place] == event_id

    missing = [event for event in served if not is_stored(event["event_id"])]
    return tokens(missing) / tokens(served)
