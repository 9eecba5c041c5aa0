# Joins tenant and number without anything between: t-1 with 12 and t-11 with 2 are both t-112.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}{zlib.crc32(session.encode()) % 16}"
