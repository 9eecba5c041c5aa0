# Eight keys for all hot tenants together, tenant left out: three of them give over 1,000 each.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"hot#{zlib.crc32(session.encode()) % 8}"
