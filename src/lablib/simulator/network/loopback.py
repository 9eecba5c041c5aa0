"""No socket of Python leaves this machine while a world is open: the promise, for all that is not boto3.

boto3 never comes as far as a socket (`network.py`). This refuses the rest, such as urllib, requests or a
driver of a database: names are not looked up and connections are not made, except to this machine. Programs
that a cell starts (`!pip install`) and libraries that open sockets in C are beyond it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

_INTERNET = (socket.AF_INET, socket.AF_INET6)


class NetworkRefused(RuntimeError):
    """A request wanted to leave this machine."""


def refusal(host: str) -> NetworkRefused:
    """The error for a request to `host`."""
    return NetworkRefused(
        f"a request to {host} was refused: labs do not leave this machine. Remedy: use the AWS "
        "services that the lab offers, or close the world (lablib.stop()) before you talk to others."
    )


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, is this machine; an empty one is."""
    if host.lower() in ("", "localhost", socket.gethostname().lower()):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def guard() -> None:
    """From now on sockets reach this machine alone."""
    for owner, name, _, guarded in _PATCHES:
        setattr(owner, name, guarded)


def unguard() -> None:
    """Sockets reach everything again."""
    for owner, name, real, _ in _PATCHES:
        setattr(owner, name, real)


def _check(host: Any) -> None:
    text = host.decode(errors="replace") if isinstance(host, bytes | bytearray) else host
    if isinstance(text, str) and not is_loopback(text):
        raise refusal(text)


def _lookup(real: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **options: Any) -> Any:
        _check(host)
        return real(host, *args, **options)

    return guarded


def _to_address(real: Callable[..., Any], place: int) -> Callable[..., Any]:
    """A method of a socket whose argument at `place` is the address, if it is given."""

    def guarded(self: socket.socket, *args: Any) -> Any:
        address = next(iter(args[place:]), None)
        if self.family in _INTERNET and isinstance(address, tuple):
            _check(address[0])
        return real(self, *args)

    return guarded


_LOOKUPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")
_METHODS = {"connect": 0, "connect_ex": 0, "sendto": -1, "sendmsg": 3}
"""Where the address stands; flags may come before that of `sendto`. Windows has no `sendmsg`."""
_PATCHES = [
    *((socket, name, getattr(socket, name), _lookup(getattr(socket, name))) for name in _LOOKUPS),
    *(
        (socket.socket, name, getattr(socket.socket, name), _to_address(getattr(socket.socket, name), place))
        for name, place in _METHODS.items()
        if hasattr(socket.socket, name)
    ),
]
"""(owner, name, Python's own, ours)"""
