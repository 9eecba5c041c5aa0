"""CBOR as AWS's services speak it: what comes is read by botocore, what goes is written here.

Timestamps are tag 1, and stay numbers: seconds in Smithy's protocol, milliseconds in that of Kinesis.
The format: https://www.rfc-editor.org/rfc/rfc8949.html
"""

from __future__ import annotations

import io
import struct
from typing import Any

from botocore.parsers import BaseCBORParser, ResponseParserError

from lablib.simulator.api.errors import AwsError

_UNREADABLE = (ResponseParserError, ValueError, TypeError, RecursionError, OverflowError, struct.error)
_MARKS = {False: b"\xf4", True: b"\xf5", None: b"\xf6"}


class Timestamp(float):
    """A moment, in whatever unit the protocol has."""


class _Stream(io.BytesIO):
    """Bytes to read. Unlike a buffered reader's, a read takes no more memory than there is to read."""

    def peek(self, _: int) -> bytes:
        """The next byte, which stays."""
        at = self.tell()
        return bytes(self.getbuffer()[at : at + 1])


def decode(body: bytes) -> dict[str, Any]:
    """The map that `body` is. Raises AwsError for anything else."""
    stream = _Stream(body)
    try:
        found = BaseCBORParser(timestamp_parser=float).parse_data_item(stream) if body else {}
    except _UNREADABLE as error:
        raise AwsError("SerializationException", f"the body is not CBOR: {error}") from error
    if not isinstance(found, dict) or stream.read(1):
        raise AwsError("SerializationException", "the body is not one CBOR map")
    return found


def encode(value: Any) -> bytes:
    """Maps, lists, texts, bytes, numbers, truth values, None and `Timestamp`."""
    out = bytearray()
    _write(out, value)
    return bytes(out)


def _write(out: bytearray, value: Any) -> None:
    match value:
        case None | bool():
            out += _MARKS[value]
        case int():
            _head(out, 0 if value >= 0 else 1, value if value >= 0 else -1 - value)
        case Timestamp():
            _head(out, 6, 1)
            _write(out, int(value) if value.is_integer() else float(value))
        case float():
            out += b"\xfb" + struct.pack(">d", value)
        case str() | bytes():
            data = value.encode() if isinstance(value, str) else value
            _head(out, 3 if isinstance(value, str) else 2, len(data))
            out += data
        case list() | dict():
            _write_many(out, value)
        case _:
            raise TypeError(f"{type(value).__name__} has no form in CBOR here")


def _write_many(out: bytearray, value: list[Any] | dict[str, Any]) -> None:
    _head(out, 5 if isinstance(value, dict) else 4, len(value))
    for each in value:
        _write(out, each)
        if isinstance(value, dict):
            _write(out, value[each])


def _head(out: bytearray, major: int, count: int) -> None:
    """The first bytes of an item: its type, and its value or length."""
    for size, (most, code) in enumerate(((24, ""), (2**8, "B"), (2**16, ">H"), (2**32, ">I"), (2**64, ">Q"))):
        if count < most:
            out.append(major << 5 | (count if not code else 23 + size))
            out += struct.pack(code, count) if code else b""
            return
    raise OverflowError(f"{count} has no form in CBOR here")
