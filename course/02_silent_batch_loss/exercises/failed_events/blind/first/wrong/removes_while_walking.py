# Removes the stored ones from the list that it walks: each removal skips a neighbour and shifts the results.
def failed_events(events, answer):
    for event, result in zip(events, answer["Records"]):
        if "ErrorCode" not in result:
            events.remove(event)
    return events
