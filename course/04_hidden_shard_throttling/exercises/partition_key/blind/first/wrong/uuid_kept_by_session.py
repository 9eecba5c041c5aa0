# Draws a random salt once a session and keeps it in memory: each gateway draws its own.
import uuid

salts = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    if session not in salts:
        salts[session] = uuid.uuid4().hex[:2]
    return f"{tenant}#{salts[session]}"
