"""While a world is open, no new connection of Python leaves this machine: for all that is not boto3.

boto3 never comes as far as a socket (`network.py`). This refuses the rest, such as urllib, requests or a
driver of a database: names are not looked up and connections are not made, except to this machine. It listens
to the events that Python itself raises before each of these, so it doesn't matter which module asks, `socket`
or `_socket`. Connections that were open before, programs that a cell starts (`!pip install`), processes that
Python starts afresh (multiprocessing's `spawn`) and libraries that open sockets in C are beyond it.

The events: https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

from lablib.simulator.network.aws_hosts import is_aws

_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
"""Their first argument is the host; `gethostbyname_ex` raises the event of its sister."""
_CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
"""They come with a socket and the address, which a `sendmsg` on a connection doesn't have."""
_NAME_OF = "socket.getnameinfo"
_EVENTS = {*_LOOKUPS, *_CONNECTIONS, _NAME_OF}
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_guarding = False
_listening = False


class NetworkRefused(RuntimeError):
    """A request wanted to leave this machine."""


def refusal(host: str) -> NetworkRefused:
    """The error for a request to `host`."""
    close = "" if is_aws(host) else ", or close the world (lablib.stop()) before you talk to others"
    return NetworkRefused(
        f"lablib blocked a request to {host}: the labs don't leave this machine. Remedy: use the AWS "
        f"services that the lab offers{close}."
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
    global _guarding, _listening  # noqa: PLW0603 - a process has one network
    _guarding = True
    if not _listening:  # Python has no way to take a listener away
        _listening = True
        sys.addaudithook(_listen)


def unguard() -> None:
    """Sockets reach everything again."""
    global _guarding  # noqa: PLW0603
    _guarding = False


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    """Called for each event of Python's, and `id()` is one: nearly all of them end with the first line."""
    if event not in _EVENTS or not _guarding:
        return
    if event in _CONNECTIONS:
        opened, address = arguments
        if opened.family in _INTERNET and isinstance(address, tuple):
            _check(address[0])
    elif event == _NAME_OF:
        _check(arguments[0][0])
    else:
        _check(arguments[0])


def _check(host: Any) -> None:
    text = host.decode(errors="replace") if isinstance(host, bytes | bytearray) else host
    if isinstance(text, str) and not is_loopback(text):
        raise refusal(text)
