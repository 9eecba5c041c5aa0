import hashlib

known = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if session not in known:
        known[session] = int(hashlib.md5(session.encode()).hexdigest(), 16) % 10
    return f"{tenant}-{known[session]}" if tenant in hot else tenant
