# Style: a composite key in one expression, a full SHA-256 of the session.
from hashlib import sha256


def partition_key(event, hot):
    name = event["tenant"]
    return name if name not in hot else f"{name}#{sha256(event['session'].encode()).hexdigest()}"
