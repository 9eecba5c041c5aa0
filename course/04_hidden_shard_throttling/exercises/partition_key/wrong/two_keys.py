# two-keys-are-twice-the-room -> 04.3.still-hot
import zlib


def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{zlib.crc32(event['session'].encode()) % 2}" if tenant in hot else tenant
