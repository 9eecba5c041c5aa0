# Uses 3,000 / 1,000 = three keys, but a hash isn't that even, so one gets more than 1,000.
import hashlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant in hot:
        digest = hashlib.sha256(session.encode("utf-8", "surrogatepass")).digest()
        return f"{tenant}#{int.from_bytes(digest, 'big') % 3}"
    return tenant
