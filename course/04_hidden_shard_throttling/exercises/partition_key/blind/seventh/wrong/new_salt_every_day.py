# Mixes the date of the event into the hash for a better spread, so a session over midnight gets two keys.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    text = f"{session}/{event['at'][:10]}"
    return f"{tenant}#{zlib.crc32(text.encode('utf-8', 'surrogatepass')) % 64}"
