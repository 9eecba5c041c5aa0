"""The course's template as others read it: cfn-lint, and moto's CloudFormation.

Both come with some 150 MB of packages that nothing else here needs, so they get an environment of their own.
"""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from lablib.templates import package_function
from lablib.templates.deploying import SHIPPED

pytestmark = pytest.mark.nightly
PACKAGES = ["cfn-lint==1.58.0", f"moto[cloudformation]=={metadata.version('moto')}"]
SCRIPT = Path(__file__).with_name("make_in_moto.py")
NOTHING = {
    kind: [] for kind in ("streams", "functions", "mappings", "queues", "alarms", "roles", "log groups")
}


def handler(event, context):
    """Takes every batch."""


def run(*command):
    """What a command prints; its errors are told if it fails."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The folder with the environment's programs."""
    folder = tmp_path_factory.mktemp("cloudformation")
    run(sys.executable, "-m", "venv", folder)
    [python] = [*folder.glob("bin/python"), *folder.glob("Scripts/python.exe")]
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    return python.parent


def test_cfn_lint_has_nothing_to_say_of_the_template(programs):
    regions = ["us-east-1", "eu-central-1"]
    assert run(programs / "cfn-lint", "--include-checks", "I", "--regions", *regions, "--", SHIPPED) == ""


def test_motos_cloudformation_makes_the_stack_and_leaves_nothing_of_it(programs, tmp_path):
    """It makes no alarms: it has none. Those are made in the simulator (test_usage_template.py)."""
    package = tmp_path / "function.zip"
    package.write_bytes(package_function(handler))
    runs = run(programs / "python", "-W", "ignore", SCRIPT, SHIPPED, package)
    by_hand, from_a_bucket = json.loads(runs)
    place = "eu-central-1:123456789012"
    arns = [f"arn:aws:kinesis:{place}:stream/lablib-usage", f"arn:aws:lambda:{place}:function:lablib-usage"]
    sizes = [stack["made"]["functions"][0][1] for stack in (by_hand, from_a_bucket)]
    assert (sizes[1], sizes[0] == sizes[1]) == (package.stat().st_size, False)
    for stack, size, batch_size in ((by_hand, sizes[0], 100), (from_a_bucket, sizes[1], 50)):
        assert (stack["status"], stack["left"]) == ("CREATE_COMPLETE", NOTHING)
        assert stack["made"] == {
            "functions": [["lablib-usage", size]],
            "streams": ["lablib-usage"],
            "mappings": [[*arns, batch_size]],
            "queues": ["lablib-usage-given-up"],
            "alarms": [],
            "roles": ["lablib-usage"],
            "log groups": ["/aws/lambda/lablib-usage"],
        }
