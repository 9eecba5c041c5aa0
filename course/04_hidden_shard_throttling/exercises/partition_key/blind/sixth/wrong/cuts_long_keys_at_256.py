# Cuts the composite key at 256 characters, so sessions with a long common beginning all get one hot key.
def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{session}"[:256]
