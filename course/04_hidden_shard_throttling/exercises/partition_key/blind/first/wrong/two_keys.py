# Two keys for 3,000 records a second are 1,500 each, more than a shard takes.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 2}"
