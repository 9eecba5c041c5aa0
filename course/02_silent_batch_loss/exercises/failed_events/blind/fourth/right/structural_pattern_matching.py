# Walks both lists by index and matches on the shape of each result.
def failed_events(events, answer):
    failed = []
    for index, result in enumerate(answer["Records"]):
        match result:
            case {"ErrorCode": str()}:
                failed += [events[index]]
            case _:
                pass
    return failed
