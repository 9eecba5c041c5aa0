# The composite key of the lesson's table: a key for each session.
def partition_key(event, hot):
    return "#".join(event[name] for name in ("tenant", "session")[: 1 + (event["tenant"] in hot)])
