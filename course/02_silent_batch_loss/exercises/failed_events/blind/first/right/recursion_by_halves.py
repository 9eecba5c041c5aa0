# Recursion by halves of the index range.
def failed_events(events, answer):
    results = answer["Records"]

    def within(low, high):
        if high - low > 1:
            middle = low + (high - low) // 2
            return within(low, middle) + within(middle, high)
        return [events[place] for place in range(low, high) if "ErrorCode" in results[place]]

    return within(0, len(results))
