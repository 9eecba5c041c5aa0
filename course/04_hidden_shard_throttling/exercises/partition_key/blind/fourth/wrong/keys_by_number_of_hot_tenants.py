# Divides 64 keys among the hot tenants, so a session gets another key when a tenant joins or leaves hot.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    keys = max(8, 64 // len(hot))
    return f"{tenant}#{zlib.crc32(session.encode('utf-8')) % keys}"
