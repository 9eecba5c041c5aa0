# Remembers keys by the session's text: another tenant's session of that name gets the first one's key.
import zlib

KEYS = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    if session not in KEYS:
        KEYS[session] = f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % 16}"
    return KEYS[session]
