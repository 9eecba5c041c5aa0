import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    # contain
    if tenant not in hot:
        return tenant
    # fix
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
