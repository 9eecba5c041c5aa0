# Splits the call into halves, recursively, and stops early where nothing failed.
def failed_events(events, answer):
    results = tuple(answer["Records"])
    if len(events) != len(results):
        raise ValueError(f"{len(events)} events, but {len(results)} results")

    def between(low, high):
        if not any("ErrorCode" in result for result in results[low:high]):
            return []
        if high - low == 1:
            return [events[low]]
        middle = (low + high) // 2
        return [*between(low, middle), *between(middle, high)]

    return between(0, len(results))
