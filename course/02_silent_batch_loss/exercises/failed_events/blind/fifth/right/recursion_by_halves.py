# Style: recursion that halves the range of indexes and joins the results.
def failed_events(events, answer):
    results = answer["Records"]

    def between(low, high):
        if high - low <= 1:
            return [events[i] for i in range(low, high) if results[i].get("ErrorCode") is not None]
        middle = (low + high) // 2
        return between(low, middle) + between(middle, high)

    return between(0, len(results))
