# Draws a salt per session and remembers it, which holds in one process and not in another or after a restart.
import random

salts = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    if (tenant, session) not in salts:
        salts[tenant, session] = random.randrange(64)
    return f"{tenant}#{salts[tenant, session]}"
