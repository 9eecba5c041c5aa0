# spread-everybody -> 04.3.cold-renamed
import zlib


def partition_key(event, hot):
    tenant = event["tenant"]
    if tenant not in hot:
        return f"{tenant}#0"
    return f"{tenant}#{zlib.crc32(event['session'].encode()) % 16}"
