# Two passes: first the indexes of the failed results as a set, then the events at these indexes.
def failed_events(events, answer):
    bad = {index for index in range(len(answer["Records"])) if answer["Records"][index].get("ErrorCode")}
    kept = []
    for index, event in enumerate(events):
        if index in bad:
            kept.append(event)
    return kept
