# Style: a key for each session, composite, with a digest so that any text stays short.
import hashlib


def partition_key(event, hot):
    tenant = event["tenant"]
    if tenant not in hot:
        return tenant
    digest = hashlib.sha256(event["session"].encode("utf-8", "surrogatepass")).hexdigest()
    return f"{tenant}#{digest[:32]}"
