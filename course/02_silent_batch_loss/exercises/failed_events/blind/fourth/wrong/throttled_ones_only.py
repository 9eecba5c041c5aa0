# Looks for the code of throttling alone, so events that failed inside Kinesis count as stored.
def failed_events(events, answer):
    results = answer["Records"]
    return [
        event
        for event, result in zip(events, results, strict=True)
        if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
    ]
