# The number of the turn decides: all first turns together, and no session in one shard.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{event.get('turn', zlib.crc32(str(event).encode())) % 16}"
