# Puts the session's text into the key, but a key has at most 256 characters and a session's text any length.
def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{session}"
