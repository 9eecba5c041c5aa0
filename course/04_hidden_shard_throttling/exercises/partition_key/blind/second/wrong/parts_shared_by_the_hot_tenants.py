# Makes the parts depend on how many are hot: when another tenant gets hot, a session changes its key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    parts = max(8, 64 // len(hot))
    return f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % parts}"
