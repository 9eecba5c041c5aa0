# A hash of its own, with functools.reduce over the bytes.
from functools import reduce


def _salt(session, keys=61):
    mixed = reduce(lambda value, byte: (value ^ byte) * 16_777_619 % 2**32, session.encode(), 2_166_136_261)
    return mixed % keys


def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{_salt(event['session'])}" if tenant in hot else tenant
