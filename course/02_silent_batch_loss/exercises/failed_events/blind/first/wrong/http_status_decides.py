# Looks at the HTTP status: it is 200 in the case that matters, so nothing ever failed.
def failed_events(events, answer):
    if answer.get("ResponseMetadata", {}).get("HTTPStatusCode") == 200:
        return []
    return list(events)
