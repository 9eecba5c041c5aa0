# Walks both sorted lists and stops when the stored one is used up: events missing behind its last are lost.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    ours = sorted(served, key=lambda event: event["event_id"])
    theirs = sorted({event["event_id"] for event in stored})
    missing, i, j = [], 0, 0
    while i < len(ours) and j < len(theirs):
        name = ours[i]["event_id"]
        if name == theirs[j]:
            i, j = i + 1, j + 1
        elif name < theirs[j]:
            missing.append(ours[i])
            i += 1
        else:
            j += 1
    return tokens(missing) / tokens(served)
