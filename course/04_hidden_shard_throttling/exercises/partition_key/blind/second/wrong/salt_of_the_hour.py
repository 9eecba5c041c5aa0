# Mixes the hour into the checksum to even out the parts: at the full hour a session changes its key.
import time
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    hour = int(time.time() // 3600)
    return f"{tenant}#{zlib.crc32(f'{session}@{hour}'.encode('utf-8', 'surrogatepass')) % 16}"
