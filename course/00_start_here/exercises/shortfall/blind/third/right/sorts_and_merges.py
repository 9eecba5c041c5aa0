# Style: sorts copies of both lists by id and walks them side by side, with while/else and no set.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    def id_of(event):
        return event["event_id"]

    there = sorted(map(id_of, stored))
    place, lost = 0, 0
    for event in sorted(served, key=id_of):
        while place < len(there) and there[place] < id_of(event):
            place += 1
        if place == len(there) or there[place] != id_of(event):
            lost += event["tokens_in"] + event["tokens_out"]
    return lost / tokens(served)
