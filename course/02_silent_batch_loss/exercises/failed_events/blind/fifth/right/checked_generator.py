# Style: heavily defensive, a generator behind a check of the lengths.
def failed_events(events, answer):
    results = answer.get("Records")
    if results is None or len(results) != len(events):
        raise ValueError("the answer doesn't belong to these events")

    def walk():
        position = 0
        while position < len(results):
            if "ErrorCode" in results[position] and results[position]["ErrorCode"]:
                yield events[position]
            position += 1

    return [*walk()]
