# Style: a composite key with one key per session, in which the session is replaced by its SHA-256 digest.
import hashlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{hashlib.sha256(session.encode('utf-8', 'surrogatepass')).hexdigest()}"
