# spread-everybody -> 04.3.cold-spread
import zlib


def partition_key(event, hot):
    return f"{event['tenant']}#{zlib.crc32(event['session'].encode()) % 16}"
