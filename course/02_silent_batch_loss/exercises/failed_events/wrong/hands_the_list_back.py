# the-callers-list-is-mine -> 02.1.not-its-own
"""If all of them failed, they are all to be sent again."""


def failed_events(events, answer):
    if answer["FailedRecordCount"] == len(events):
        return events
    return [event for event, result in zip(events, answer["Records"]) if "ErrorCode" in result]
