# Divides 64 numbers among the hot tenants, so a session's key changes when another tenant becomes hot.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    numbers = max(8, 64 // len(hot))
    return f"{tenant}#{zlib.crc32(session.encode('utf-8', 'surrogatepass')) % numbers}"
