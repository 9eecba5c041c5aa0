# Heavily defensive: lengths are compared, and the number found must be the one that the service counted.
def failed_events(events, answer):
    results = answer.get("Records")
    if results is None or len(results) != len(events):
        raise ValueError("the answer does not belong to these events")
    failed = []
    for index, result in enumerate(results):
        code = result.get("ErrorCode")
        if code is None:
            continue
        failed.append(events[index])
    if "FailedRecordCount" in answer:
        assert answer["FailedRecordCount"] == len(failed)
    return failed
