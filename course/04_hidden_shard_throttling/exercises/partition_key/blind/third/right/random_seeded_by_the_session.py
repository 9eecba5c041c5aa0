# A generator seeded with the session's text, which needs no hash(), draws one of 64 numbers.
import random


def partition_key(event, hot):
    tenant = event["tenant"]
    if tenant in hot:
        drawn = random.Random(event["session"]).random()
        tenant += f"#{int(drawn * 64):02d}"
    return tenant
