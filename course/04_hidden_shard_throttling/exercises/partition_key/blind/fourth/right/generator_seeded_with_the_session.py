# Seeds a generator of its own with the session's text, which gives the same number in every process.
import random


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{random.Random(session.encode('utf-8', 'surrogatepass')).randrange(32)}"
