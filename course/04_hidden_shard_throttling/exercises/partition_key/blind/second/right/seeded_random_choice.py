# Style: a random.Random that is seeded by the session's bytes, the same in every process.
import random
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant in hot:
        seeded = random.Random(session.encode("utf-8", "surrogatepass"))
        return "#".join((tenant, f"{seeded.randrange(64):02x}"))
    return tenant
