# Style: an FNV-1a hash written out with functools.reduce, and a conditional expression as the whole function.
from functools import reduce

BUCKETS = 64


def _fnv1a(text):
    data = text.encode("utf-8", "surrogatepass")
    return reduce(lambda value, byte: (value ^ byte) * 0x100000001B3 % 2**64, data, 0xCBF29CE484222325)


def partition_key(event, hot):
    tenant = event["tenant"]
    return tenant if tenant not in hot else f"{tenant}#{(_fnv1a(event['session']) >> 20) % BUCKETS:02d}"
