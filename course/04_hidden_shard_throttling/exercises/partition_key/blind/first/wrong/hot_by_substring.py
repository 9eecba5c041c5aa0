# Looks for the name in the joined names: t-1 is in t-178 and is taken for hot.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant in ",".join(hot):
        return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
    return tenant
