# Style: FNV-1a written with functools.reduce over the characters' numbers, 32 parts.
from functools import reduce


def fnv(text):
    step = lambda state, char: ((state ^ ord(char)) * 0x01000193) & 0xFFFFFFFF  # noqa: E731
    return reduce(step, text, 0x811C9DC5)


def partition_key(event, hot):
    match event:
        case {"tenant": tenant, "session": session} if tenant in hot:
            mixed = fnv(session)
            return f"{tenant}#{(mixed ^ mixed >> 16) % 32}"
        case {"tenant": tenant}:
            return tenant
