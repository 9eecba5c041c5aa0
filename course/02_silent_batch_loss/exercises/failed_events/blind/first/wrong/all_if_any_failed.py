# Believes a call is stored as a whole or not at all: the stored ones are sent again.
def failed_events(events, answer):
    return list(events) if answer["FailedRecordCount"] else []
