# Walks backwards by index and puts what failed at the front of a deque.
from collections import deque


def failed_events(events, answer):
    results = answer["Records"]
    failed, index = deque(), len(results)
    while index:
        index -= 1
        if results[index].get("ErrorCode") is not None:
            failed.appendleft(events[index])
    return list(failed)
