# Divide and conquer: a range of places is failed, stored, or the sum of its halves.
def failed_events(events, answer):
    results = answer["Records"]

    def among(low, high):
        if high - low < 2:
            return [events[n] for n in range(low, high) if results[n].get("ErrorCode") is not None]
        middle = (low + high) // 2
        return among(low, middle) + among(middle, high)

    return among(0, len(events))
