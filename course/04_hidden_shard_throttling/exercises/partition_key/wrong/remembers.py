# memory-of-one-gateway -> 04.3.other-process
import random

salts = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if session not in salts:
        salts[session] = random.randrange(16)
    return f"{tenant}#{salts[session]}" if tenant in hot else tenant
