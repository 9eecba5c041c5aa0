"""The hash keys of many partition keys at once, as `routing.hash_of` has them, in an array."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial

import numpy as np
from numpy.typing import NDArray

try:  # CPython's own. For a short key OpenSSL's, which is hashlib's, takes several times as long.
    from _md5 import md5  # type: ignore[import-not-found]
except ImportError:
    md5 = partial(hashlib.md5, usedforsecurity=False)

Hashes = NDArray[np.bytes_]
"""16 bytes each: in order as bytes is in order as hash keys."""
MOST_KNOWN = 200_000


def key_hashes(keys: Iterable[bytes]) -> Hashes:
    """The hashes of partition keys, which are given in UTF-8."""
    return as_array(b"".join([md5(key).digest() for key in keys]))


def as_array(digests: bytes | bytearray) -> Hashes:
    """MD5 digests, one behind the other, as an array of them."""
    return np.frombuffer(digests, "S16")


class KnownHashes(dict[bytes, bytes]):
    """MD5 digests by partition key. Tenants repeat, so the newest ones are kept, and no more than that."""

    def __missing__(self, key: bytes) -> bytes:
        if len(self) >= MOST_KNOWN:
            self.clear()
        digest: bytes = md5(key).digest()
        self[key] = digest
        return digest
