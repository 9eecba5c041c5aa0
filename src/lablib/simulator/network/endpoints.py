"""What an AWS host says: its service, its region, and the service's usual host.

A service is reached under several: with an account or a bucket in front, for FIPS, for IPv6 (dual stack), and
through an interface endpoint of a VPC. They all end at the same service, so they do here.
Sources: https://docs.aws.amazon.com/general/latest/gr/rande.html
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lablib.simulator import limits
from lablib.simulator.network.socket_guard import NetworkRefused

_REGION = r"[a-z]+(?:-[a-z]+)+-\d+"
AWS_HOST = re.compile(
    r"(?:.+?\.)??(?:data-|control-)?(?P<service>[^.]+?)(?:-queues)?(?:-fips)?"
    rf"(?:\.{_REGION}(?:\.vpce)?)?\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws)"
)
"""What may come first (an account, a bucket, a VPC endpoint), the service, its region if any, a domain.

The queues of Kinesis have a host of their own, which is Kinesis all the same.
"""
ANOTHER_HOST = re.compile(
    rf"(?:(?:bucket\.)?vpce-[^.]+\.)?(?P<service>[^.]+?)(?:-fips)?\.(?P<region>{_REGION})"
    r"\.(?:vpce\.amazonaws\.com|amazonaws\.com|api\.aws)"
)
"""A host of one service in one region, with nothing in front of it but a VPC endpoint."""


def service_of(host: str) -> str | None:
    """The AWS service of `111122223333.data-kinesis.us-east-1.amazonaws.com`; None for a host not of AWS.

    It is the last name before the region: `kinesis.s3.us-east-1.amazonaws.com` is a bucket of S3.
    """
    found = AWS_HOST.fullmatch(host)
    return found["service"] if found else None


def usual_url(url: str) -> str:
    """`url` with the usual host of its service, where it has another one: the one that everybody knows."""
    parts = urlsplit(url)
    found = ANOTHER_HOST.fullmatch(parts.hostname or "")
    if found is None:
        return url
    return parts._replace(netloc=f"{found['service']}.{found['region']}.amazonaws.com").geturl()


def check_region(host: str) -> None:
    """A world has one region. Raises NetworkRefused for another."""
    if f".{limits.REGION}." not in host:
        raise NetworkRefused(
            f"lablib blocked a request to {host}: this world has one region, {limits.REGION}. "
            f"Remedy: make the client with region_name={limits.REGION!r}, or with none."
        )
