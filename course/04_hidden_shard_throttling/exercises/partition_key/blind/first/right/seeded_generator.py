# A random generator seeded with the text of the session: the same in every process.
import random


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    salt = random.Random(f"session {session}").randrange(32)
    return tenant + f"#{salt:02d}"
