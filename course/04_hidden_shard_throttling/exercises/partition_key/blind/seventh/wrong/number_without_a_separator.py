# Appends the number without a separator, so t-1 with 23 and t-12 with 3 are the same key of two tenants.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return tenant + str(zlib.crc32(session.encode("utf-8", "surrogatepass")) % 64)
