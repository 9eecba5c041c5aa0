# Two hex digits of a SHA-256 over tenant and session: 256 keys.
from hashlib import sha256


def partition_key(event, hot):
    match event:
        case {"tenant": tenant, "session": session} if tenant in hot:
            digest = sha256(f"{tenant}/{session}".encode()).hexdigest()
            return f"{tenant}#{digest[:2]}"
        case {"tenant": tenant}:
            return tenant
