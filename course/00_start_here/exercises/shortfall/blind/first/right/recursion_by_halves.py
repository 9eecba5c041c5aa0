# Recursion: a list's missing tokens are those of its two halves.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    there = {event["event_id"] for event in stored}

    def lost(low, high):
        if high - low > 1:
            middle = (low + high) // 2
            return lost(low, middle) + lost(middle, high)
        return tokens(event for event in served[low:high] if event["event_id"] not in there)

    return lost(0, len(served)) / tokens(served)
