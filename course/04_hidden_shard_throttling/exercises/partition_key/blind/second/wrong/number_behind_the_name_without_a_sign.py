# Puts the number right behind the tenant: part 2 of hot t-1 has the key of the tenant t-12.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return tenant + str(zlib.crc32(session.encode("utf-8", "surrogatepass")) % 16)
