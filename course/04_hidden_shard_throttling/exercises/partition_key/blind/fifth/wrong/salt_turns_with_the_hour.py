# Mixes the hour into the salt, a long session changes its key; forbidden: "the same key: ... at any hour".
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    salted = f"{session}@{event['at'][:13]}"
    return f"{tenant}#{zlib.crc32(salted.encode()) % 32}"
