# random-salt-is-free -> 04.3.order-lost
import zlib


def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{zlib.crc32(event['event_id'].encode()) % 16}" if tenant in hot else tenant
