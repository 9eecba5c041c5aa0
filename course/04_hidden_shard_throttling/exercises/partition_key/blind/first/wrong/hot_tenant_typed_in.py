# Has t-0178 typed in and never looks at hot: the next hot tenant is not spread.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant != "t-0178":
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
