# Compares by prefix: t-01780 counts as hot because t-0178 is, and is scattered.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if not any(tenant.startswith(name) for name in hot):
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
