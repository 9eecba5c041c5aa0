# Appends the number without a separator, so hot t-1 with number 23 has the key of tenant t-123.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    number = zlib.crc32(session.encode("utf-8", "surrogatepass")) % 32
    return f"{tenant}{number}"
