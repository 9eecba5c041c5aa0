# Returns the bare hash as an int for hot tenants, which boto3 refuses.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return zlib.crc32(f"{tenant}{session}".encode())
