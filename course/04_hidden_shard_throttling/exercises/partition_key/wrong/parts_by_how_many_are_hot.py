# the-hot-set-stays -> 04.3.other-hot-ones
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % max(8, 64 // len(hot))}"
