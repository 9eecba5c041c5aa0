# Mixes the hour into the salt to spread better: a session over the full hour is split.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    hour = event["at"][:13]
    return f"{tenant}#{zlib.crc32(f'{hour}{session}'.encode()) % 16}"
