def failed_events(events, answer):
    failed = []
    for index, result in enumerate(answer["Records"]):
        if result.get("SequenceNumber") is None:
            failed.append(events[index])
    return failed
