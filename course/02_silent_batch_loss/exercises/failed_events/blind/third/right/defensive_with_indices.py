# Style: heavy and defensive: lengths are checked, a loop counts down the failures that the answer announces.
def failed_events(events, answer):
    results = answer["Records"]
    if len(results) != len(events):
        raise ValueError(f"{len(events)} events, but {len(results)} results")
    left, index, failed = answer["FailedRecordCount"], 0, []
    while left > 0 and index < len(results):
        if results[index].get("ErrorCode") is not None:
            failed.append(events[index])
            left -= 1
        index += 1
    return failed
