# Asks the wrong way round: the small tenants are scattered and the hot one keeps its key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
