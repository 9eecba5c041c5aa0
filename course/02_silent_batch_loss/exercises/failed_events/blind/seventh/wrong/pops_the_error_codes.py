# Takes the codes out of the results with pop, so the answer says afterwards that nothing failed.
def failed_events(events, answer):
    results = answer["Records"]
    failed = []
    for index, event in enumerate(events):
        code = results[index].pop("ErrorCode", None)
        if code is not None:
            failed.append(event)
    return failed
