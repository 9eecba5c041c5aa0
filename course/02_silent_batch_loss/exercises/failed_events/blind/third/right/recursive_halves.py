# Style: divide and conquer, recursively halving the range of places.
def failed_events(events, answer):
    results = answer["Records"]

    def failed(low, high):
        if high - low > 1:
            middle = (low + high) // 2
            return failed(low, middle) + failed(middle, high)
        return [events[low]] if high > low and results[low].get("ErrorCode") else []

    return failed(0, len(events))
