"""What counts as a host of AWS, held against every endpoint that botocore knows."""

import gzip
import json
import re
from pathlib import Path

import botocore
import pytest

from lablib.simulator.network.aws_hosts import host_of, is_aws

DATA = Path(botocore.__file__).parent / "data"
NOT_IN_THE_CLOUD = {"localhost:8000"}
"""DynamoDB Local's."""


def endpoint_rules():
    for file in sorted(DATA.glob("**/endpoint-rule-set-1.json*")):
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as text:
            yield text.read()


def hosts_of_the_rules():
    """Every host that an endpoint rule spells out; `x` stands for its parameters, such as a region."""
    for rules in endpoint_rules():
        for host in re.findall(r'https?://([^/"]+)', rules):
            if not re.search(r"\{(?:\w+#(?:dnsSuffix|dualStackDnsSuffix)|url#authority)\}$", host):
                yield re.sub(r"\{[^}]*\}", "x", host)


def hosts_of_the_endpoints():
    for partition in json.loads((DATA / "endpoints.json").read_text())["partitions"]:
        for service in partition["services"].values():
            for endpoint in service["endpoints"].values():
                for each in (endpoint, *endpoint.get("variants", [])):
                    if "hostname" in each:
                        yield each["hostname"]


def test_every_host_that_botocore_knows_is_aws():
    hosts = {*hosts_of_the_rules(), *hosts_of_the_endpoints()}
    assert len(hosts) > 3_000
    assert {host for host in hosts if not is_aws(host)} == NOT_IN_THE_CLOUD


def test_every_suffix_of_a_partition_is_aws():
    partitions = json.loads((DATA / "partitions.json").read_text())["partitions"]
    suffixes = {
        suffix
        for partition in partitions
        for name, suffix in partition["outputs"].items()
        if name in ("dnsSuffix", "dualStackDnsSuffix")
    }
    assert {"amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws", "c2s.ic.gov"} <= suffixes
    assert [suffix for suffix in sorted(suffixes) if not is_aws(f"kinesis.x.{suffix}")] == []


@pytest.mark.parametrize(
    "url",
    [
        "https://kinesis.us-gov-west-1.amazonaws.com/",
        "https://KINESIS.US-EAST-1.AmazonAWS.com/",
        "https://kinesis.us-east-1.amazonaws.com./",
        "https://kinesis.us-east-1.amazonaws.com:8443/",
        "https://KINESIS.us-east-1.amazonaws.com.:443/",
        "https://name:word@kinesis.us-east-1.amazonaws.com/",
        "https://kinesis.us-east-1.amazonaws%2Ecom/",
        "https://vpce-1.kinesis.us-east-1.vpce.amazonaws.com/",
        "https://oidc.us-east-1.amazonaws.com/",
        "https://portal.sso.us-east-1.amazonaws.com/",
        "https://us-east-1.signin.aws.amazon.com/v1/token",
        "http://169.254.169.254/latest/api/token",
        "http://2852039166/",
        "http://0xA9FEA9FE/",
        "http://[fd00:ec2::254]/latest/api/token",
        "http://[::ffff:169.254.169.254]/",
        "http://169.254.170.2/v2/credentials",
        "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials",
    ],
)
def test_aws_however_its_host_is_spelled(url):
    assert is_aws(host_of(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:4566/",
        "http://127.0.0.1:4566/",
        "http://[::1]:4566/",
        "http://localhost.localstack.cloud:4566/",
        "https://amazonaws.com.example.org/",
        "https://notamazonaws.com/",
        "https://minio.example.com/kinesis.us-east-1.amazonaws.com",
        "http://10.0.0.1/",
    ],
)
def test_hosts_that_are_not_aws(url):
    assert not is_aws(host_of(url))
