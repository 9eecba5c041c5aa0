# t-1 with 12 and t-11 with 2 are the same key; forbidden: "No two tenants share a key".
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return tenant + str(zlib.crc32(session.encode()) % 32)
