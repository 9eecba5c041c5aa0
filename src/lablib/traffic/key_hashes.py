"""The hash keys of many partition keys at once, as `routing.hash_of` has them, in an array."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.bytes_]
"""16 bytes each: in order as bytes is in order as hash keys."""
MOST_KNOWN = 200_000


def key_hashes(keys: Iterable[bytes]) -> Hashes:
    """The hashes of partition keys, which are given in UTF-8."""
    return as_array(b"".join([md5(key, usedforsecurity=False).digest() for key in keys]))


def as_array(digests: bytes | bytearray) -> Hashes:
    """MD5 digests, one behind the other, as an array of them."""
    return np.frombuffer(digests, "S16")


class KnownHashes(dict[bytes, bytes]):
    """MD5 digests by partition key. Tenants repeat, so the newest ones are kept, and no more than that."""

    def __missing__(self, key: bytes) -> bytes:
        if len(self) >= MOST_KNOWN:
            self.clear()
        digest = self[key] = md5(key, usedforsecurity=False).digest()
        return digest
