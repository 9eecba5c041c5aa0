# Puts all hot tenants into one pool of keys: two of them share keys, and their readers read each other.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    number = zlib.crc32(f"{tenant}/{session}".encode()) % 256
    return f"hot#{number:03}"
