# Salts after 1,000 events only: sessions that run at that moment are torn in two.
import zlib
from collections import Counter

counts = Counter()


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    counts[tenant] += 1
    if counts[tenant] <= 1_000:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
