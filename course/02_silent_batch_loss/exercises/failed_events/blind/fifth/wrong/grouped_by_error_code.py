# Puts throttled events before internal failures; forbidden: "in their original order".
from collections import defaultdict


def failed_events(events, answer):
    by_code = defaultdict(list)
    for event, result in zip(events, answer["Records"], strict=True):
        if "ErrorCode" in result:
            by_code[result["ErrorCode"]].append(event)
    return [event for code in sorted(by_code, reverse=True) for event in by_code[code]]
