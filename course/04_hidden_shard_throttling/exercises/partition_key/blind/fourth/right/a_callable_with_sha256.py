# A class with __call__ that takes the top bits of a SHA-256, 64 keys by default.
from hashlib import sha256


class Salt:
    def __init__(self, bits=6):
        self.shift = 256 - bits

    def __call__(self, tenant, session):
        digest = sha256(f"{tenant}\0{session}".encode("utf-8", "surrogatepass")).digest()
        return f"{tenant}#{int.from_bytes(digest, 'big') >> self.shift:02x}"


salted = Salt()


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    return salted(tenant, session) if tenant in hot else tenant
