# Remembers a session's first key forever, so a tenant that cools down keeps its salted keys in this gateway.
import zlib

_keys = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if (tenant, session) not in _keys:
        key = tenant
        if tenant in hot:
            key = f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % 16}"
        _keys[tenant, session] = key
    return _keys[tenant, session]
