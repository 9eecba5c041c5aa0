# Hashes the whole event as JSON, which differs from turn to turn.
import json
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(json.dumps(event, sort_keys=True).encode()) % 16}"
