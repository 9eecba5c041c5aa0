# Uses hash(), which is salted in every process: after a restart a session moves.
def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{hash(session) % 16}"
