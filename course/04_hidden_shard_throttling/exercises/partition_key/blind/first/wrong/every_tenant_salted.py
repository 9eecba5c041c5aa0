# Salts all tenants: the small ones, too, are scattered and lose their one key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
