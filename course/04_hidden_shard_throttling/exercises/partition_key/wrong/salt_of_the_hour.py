# time-is-a-good-salt -> 04.3.other-day
import time
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    hour = int(time.time() // 3_600)
    return f"{tenant}#{zlib.crc32(f'{session}@{hour}'.encode()) % 16}"
