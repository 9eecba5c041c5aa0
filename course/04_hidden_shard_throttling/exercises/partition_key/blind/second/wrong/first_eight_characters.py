# Uses the first eight characters of the session: if they all begin with a date, the tenant has one key again.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session[:8].encode('utf-8', 'surrogatepass')) % 16}"
