# Returns tenant and number as a pair: a partition key is text.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return tenant, zlib.crc32(session.encode()) % 16
