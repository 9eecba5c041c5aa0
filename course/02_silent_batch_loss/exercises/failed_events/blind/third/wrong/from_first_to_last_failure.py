# Believes failures come in one run and cuts from the first to the last; stored ones between are sent again.
def failed_events(events, answer):
    results = answer["Records"]
    failed = [index for index, result in enumerate(results) if "ErrorCode" in result]
    if not failed:
        return []
    return events[failed[0] : failed[-1] + 1]
