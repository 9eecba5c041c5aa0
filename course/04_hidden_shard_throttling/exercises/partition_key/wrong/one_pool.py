# hot-tenants-can-share -> 04.3.shared-key
import zlib


def partition_key(event, hot):
    if event["tenant"] not in hot:
        return event["tenant"]
    return f"hot#{zlib.crc32(event['session'].encode()) % 16}"
