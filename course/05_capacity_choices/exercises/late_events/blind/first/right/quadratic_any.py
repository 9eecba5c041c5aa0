# By definition, each event against all before it: slow and plain.
def late_events(events):
    late = {}
    for place, event in enumerate(events):
        same = (other for other in events[:place] if other["tenant"] == event["tenant"])
        if any(other["at"] > event["at"] for other in same):
            late[event["tenant"]] = 1 + late.get(event["tenant"], 0)
    return late
