# Ignores characters outside ASCII before hashing, so sessions in other scripts all share one key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode('ascii', 'ignore')) % 32}"
