# 3,000 by 1,000 are three keys, if sessions fell evenly: one of the three always gets more.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 3}"
