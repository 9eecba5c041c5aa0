# Takes the first eight characters of the session for its id: sessions that begin alike share one key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant in hot:
        # a key may not be long
        return f"{tenant}#{zlib.crc32(session[:8].encode('utf-8')):08x}"
    return tenant
