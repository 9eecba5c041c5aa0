# A random salt, as shown before: the turns of a session go to different shards.
import random


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{random.randrange(16)}"
