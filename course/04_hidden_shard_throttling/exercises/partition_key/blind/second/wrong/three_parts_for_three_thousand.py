# Takes 3,000 / 1,000 = three keys: sessions never fall evenly, one key gets more than a shard takes.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % 3}"
