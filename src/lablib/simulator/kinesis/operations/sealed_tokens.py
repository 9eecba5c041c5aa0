"""Texts that the service hands out to be handed back: shard iterators and tokens of listings.

Base64 of a content and its checksum, so that a text which was never issued, or was changed on its way, is
known as such whatever it says.
"""

from __future__ import annotations

import base64
import struct
import zlib

_CHECKSUM = struct.Struct(">I")


def seal(content: bytes) -> str:
    """The text for a content."""
    return base64.b64encode(content + _CHECKSUM.pack(zlib.crc32(content))).decode()


def unseal(text: str) -> bytes:
    """The content of a text. Raises `ValueError` if `seal` did not make it."""
    raw = base64.b64decode(text, validate=True)
    content, checksum = raw[: -_CHECKSUM.size], raw[-_CHECKSUM.size :]
    if checksum != _CHECKSUM.pack(zlib.crc32(content)):
        raise ValueError(f"{text!r} was not issued here")
    return content
