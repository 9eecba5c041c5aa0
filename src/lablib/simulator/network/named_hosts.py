"""boto3 reaches a few hosts of AWS that were named, and nothing else at all, until this is closed.

    with NamedHosts(["kinesis.eu-central-1.amazonaws.com"], account="123456789012"):
        ...

This is narrower than `real_aws()`: other services, other regions, the machine's metadata service and hosts
that aren't AWS's are refused. So credentials have to be at hand before: in the environment or in a file, not
behind a sign-in.
"""

from __future__ import annotations

from collections.abc import Iterable

from lablib.simulator.network import aws_guard
from lablib.simulator.network.real_aws import RealAws


class NamedHosts(RealAws):
    """The guard is open for `hosts`. Raises ValueError without a host, or while a world is open."""

    def __init__(self, hosts: Iterable[str], account: str) -> None:
        self.hosts = frozenset(host.lower().rstrip(".") for host in hosts)
        if not self.hosts or "" in self.hosts:
            raise ValueError("no host is named, so nothing could be reached. Remedy: name the hosts.")
        if aws_guard.a_world_answers():
            raise ValueError(
                "a world is open, and it would answer in the place of AWS. Remedy: close it (lablib.stop())."
            )
        self.on = (
            f"lablib: REAL AWS IS ON for {len(self.hosts)} hosts, account {account}, and AWS charges for it."
        )
        super().__init__()

    def lets(self, host: str) -> bool:
        """Whether `host` was named."""
        return host.lower().rstrip(".") in self.hosts
