"""Which hosts are AWS's: all domains under which botocore knows an endpoint, and the metadata addresses."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from functools import cache

BEYOND_THE_PARTITIONS = (
    "aws",  # the top-level domain is Amazon's: on.aws, and the sign-in at oauth.signin.aws
    "amazon.com",
    "amazonaws.cn",
    "amazonaws-us-gov.com",
    "amazonaws-eusc.eu",
    "c2shome.ic.gov",
    "sc2shome.sgov.gov",
    "csphome.adc-e.uk",
    "csphome.hci.ic.gov",
)
"""Domains that botocore's partitions don't list: mostly those where one signs in, which `aws login` talks to.

Source: the endpoint rules in botocore's own data. A test holds them against this list.
"""
METADATA = tuple(map(ipaddress.ip_network, ("169.254.0.0/16", "fd00:ec2::/32")))
"""Where a machine of AWS finds its metadata and its credentials, and a container its own:

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
"""


METADATA_NAMES = ("instance-data", "instance-data.ec2.internal")
"""What the resolver of a VPC calls the metadata service."""


def host_of(url: str) -> str:
    """The host that a request for `url` connects to, in lower case, as the library reads it that connects."""
    from urllib3.util import parse_url

    return (parse_url(url).host or "").strip("[]").lower()


def is_aws(host: str) -> bool:
    """Whether `host`, a name or an address, belongs to AWS. Case and dots at the end make no difference."""
    name = host.lower().rstrip(".")
    return any(name == domain or name.endswith(f".{domain}") for domain in _domains()) or is_metadata(name)


def is_metadata(host: str) -> bool:
    """Whether `host` is where a machine of AWS, or a container there, asks for its credentials."""
    name = host.lower().rstrip(".")
    if name in METADATA_NAMES:
        return True
    address = _address(name.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped is not None and any(mapped in network for network in METADATA)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that `name` spells, if it spells one: 2852039166 is 169.254.169.254 for a socket."""
    with suppress(ValueError):
        return ipaddress.ip_address(name)
    with suppress(OSError, UnicodeError):
        return ipaddress.IPv4Address(socket.inet_aton(name))
    return None


@cache
def _domains() -> tuple[str, ...]:
    """Those of botocore's own partitions, whatever a user's ~/.aws/models says instead, and the rest."""
    from lablib.simulator.network.boto3_session import LOADER

    outputs = [partition["outputs"] for partition in LOADER.load_data("partitions")["partitions"]]
    listed = {output[name] for output in outputs for name in ("dnsSuffix", "dualStackDnsSuffix")}
    return (*sorted(listed), *BEYOND_THE_PARTITIONS)
