# Computes the number of salts from the size of `hot`, so every session moves when another tenant gets hot.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    salts = 32 * len(hot)
    return f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % salts}"
