"""The simulator needs the core dependencies alone: neither Jupyter, nor matplotlib, nor the course."""

import os
import subprocess
import sys
import tomllib
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lablib.teaching.course import repo_root

PROJECT = tomllib.loads((repo_root() / "pyproject.toml").read_text())["project"]

ONLY = """
import sys
refused = {refused!r}

class OnlyCore:
    def find_spec(self, name, path=None, target=None):
        wing = name.split(".")[1] if name.startswith("lablib.") else "simulator"
        if wing != "simulator" or name.split(".")[0] in refused:
            raise ModuleNotFoundError(f"{{name}} is not part of the core", name=name)

sys.meta_path.insert(0, OnlyCore())
"""

RUN = """
import boto3
from lablib.simulator import World
with World(seed=7) as world:
    kinesis = boto3.client("kinesis")
    kinesis.create_stream(StreamName="usage", ShardCount=1)
    world.sleep(60)
    kinesis.put_record(StreamName="usage", Data=b"one", PartitionKey="a")
    boto3.client("sqs").create_queue(QueueName="failed")
    world.deploy(lambda event, context: None, name="bill")
    print(world.totals()["offered"], len(boto3.client("lambda").list_functions()["Functions"]))
"""


TRY_EACH = """
for name in {names}:
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        print(error)
"""


@cache
def modules_outside_the_core():
    """Import names of what is installed here, without the core dependencies and what these need in turn."""
    names, waiting = set(), [Requirement(text) for text in PROJECT["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        extras = wanted.extras or {""}
        for text in metadata.distribution(name).requires or ():
            need = Requirement(text)
            installed = need.marker is None or any(need.marker.evaluate({"extra": each}) for each in extras)
            if installed and canonicalize_name(need.name) not in names:
                waiting.append(need)
        names.add(name)
    modules = metadata.packages_distributions()
    owned_by_core = {
        module for module, owners in modules.items() if names & {canonicalize_name(each) for each in owners}
    }
    return set(modules) - owned_by_core - {"lablib"}


def run(code):
    return subprocess.run(
        [sys.executable, "-c", ONLY.format(refused=modules_outside_the_core()) + code],
        env=os.environ | {"PYTHONPATH": str(repo_root() / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_world_runs_with_the_core_dependencies_and_no_other_wing():
    ran = run(RUN)
    assert (ran.stdout, ran.returncode) == ("1 1\n", 0), ran.stderr


def test_what_is_outside_the_core_cannot_be_imported_there():
    names = ["matplotlib", "IPython", "ipywidgets", "lablib.teaching", "lablib.traffic"]
    assert run(TRY_EACH.format(names=names)).stdout == "".join(
        f"{name} is not part of the core\n" for name in names
    )
