# The number of keys depends on len(hot), a session moves; forbidden: "`hot` changes now and then", same key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    keys = max(16, 64 // len(hot))
    return f"{tenant}#{zlib.crc32(session.encode()) % keys}"
