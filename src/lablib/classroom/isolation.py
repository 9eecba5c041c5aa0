"""Who is kept from whom: what is said, and what is refused, where learners share one account."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlparse

LOUD = """\
======================================================================
NO ISOLATION. Every learner's notebook runs as the same user of this
computer, so each can read and change the work of all others, and what
the desk keeps. The hub is on loopback only. For learners whom you don't
know, give each an account: lablib classroom --isolation accounts
{root}======================================================================"""
AS_ROOT = """\
That user is root now, so each learner can change this whole computer.
Start the classroom as another user.
"""
PLAIN_TEXT = """\
======================================================================
NO TLS. Other computers reach this hub at {address}, and passwords
cross the network in plain text. Remedy: a certificate, in the part
"1. TLS" of classroom/jupyterhub_config.py
======================================================================"""


def no_isolation(*, is_root: bool) -> str:
    """What is said where all servers run as the hub's user."""
    return LOUD.format(root=AS_ROOT if is_root else "")


def is_loopback(host: str) -> bool:
    """Whether only programs on this computer reach `host`. No host is every host, and so isn't."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_other_computers(address: str) -> None:
    """Raise ValueError unless the hub at `address`, such as http://127.0.0.1:8000, is on loopback."""
    host = urlparse(address).hostname or ""
    if not is_loopback(host):
        raise ValueError(
            f"the hub would listen on {host or 'every address of this computer'}, and its learners share one "
            "account, so anybody who logs in could read and change everything. Nothing was started. Remedy: "
            "--ip 127.0.0.1, or --isolation accounts"
        )


def plain_text_doubt(address: str, *, has_certificate: bool) -> str:
    """What is said of a hub at `address` that shows passwords to the network; empty if it doesn't."""
    if has_certificate or is_loopback(urlparse(address).hostname or ""):
        return ""
    return PLAIN_TEXT.format(address=address)
