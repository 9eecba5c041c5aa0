# A key per session: blake2b keeps any text short, and surrogatepass lets even broken text through.
from hashlib import blake2b


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{blake2b(session.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}"
