# Divides the call in two until one record is left, and joins what failed in both halves.
def failed_events(events, answer):
    results = answer["Records"]

    def failed_between(start, stop):
        if stop - start < 2:
            return [events[n] for n in range(start, stop) if results[n].get("ErrorCode") is not None]
        middle = (start + stop) // 2
        return failed_between(start, middle) + failed_between(middle, stop)

    return failed_between(0, len(events))
