# Believed an id is once in a call: if an event is in it twice and one record failed, the pair is mixed up.
def failed_events(events, answer):
    results = answer["Records"]
    result_of = {event["event_id"]: result for event, result in zip(events, results, strict=True)}
    failed_ids = {event_id for event_id, result in result_of.items() if "ErrorCode" in result}
    return [event for event in events if event["event_id"] in failed_ids]
