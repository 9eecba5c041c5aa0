# 3,000 / 3 fits only if sessions divide evenly; forbidden: "still no key may get more than a shard can take".
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 3}"
