"""The files for Kubernetes fit one another: one image, one port for the desk, no open door."""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lablib.cli import seat, seat_extension
from lablib.teaching.course import repo_root

FOLDER = repo_root() / "classroom" / "kubernetes"
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text())
[DESK] = VALUES["hub"]["extraContainers"]
CHART = "LABLIB_HELM_CHART"
"""The variable with an unpacked chart's folder, as `helm pull jupyterhub/jupyterhub --untar` leaves it."""


def test_learners_and_desk_have_the_same_image_with_a_tag_of_its_own():
    image = VALUES["singleuser"]["image"]
    assert DESK["image"] == f"{image['name']}:{image['tag']}"
    assert image["tag"] != "latest"


def test_servers_tell_the_desk_at_the_port_that_is_open_for_it():
    told = re.fullmatch(
        r"http://hub:(\d+)/services/desk/tell", VALUES["singleuser"]["extraEnv"][seat_extension.DESK]
    )
    port = int(told[1])
    rules = (*VALUES["hub"]["networkPolicy"]["ingress"], *VALUES["singleuser"]["networkPolicy"]["egress"])
    opened = [each["port"] for rule in rules for each in rule["ports"]]
    assert opened == [port, port]
    assert [each["port"] for each in VALUES["hub"]["service"]["extraPorts"]] == [port]
    assert VALUES["hub"]["services"]["desk"]["url"] == f"http://hub:{port}"
    given = {each["name"]: each.get("value") for each in DESK["env"]}
    assert given["JUPYTERHUB_SERVICE_URL"].endswith(f":{port}")


def test_a_learners_server_is_the_seat_and_reaches_no_other_host():
    assert VALUES["singleuser"]["cmd"] == ["python", "-m", seat.__name__]
    assert set(VALUES["singleuser"]["networkPolicy"]["egressAllowRules"].values()) == {False}


def test_as_long_as_anybody_can_log_in_the_hub_is_open_to_the_cluster_only():
    assert VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"] == "dummy"
    assert VALUES["proxy"]["service"]["type"] == "ClusterIP"


def test_the_image_has_what_is_committed_and_installs_the_lock_of_the_classroom():
    recipe = (FOLDER / "Containerfile").read_text()
    copied = re.findall(r"^COPY (.+) \./\S*$", recipe, re.MULTILINE)
    assert all((repo_root() / name).exists() for line in copied for name in line.split())
    assert "-r requirements-classroom.txt" in recipe
    assert "USER 1000" in recipe
    floor = tomllib.loads((repo_root() / "pyproject.toml").read_text())["project"]["requires-python"]
    assert f"python:{floor.removeprefix('>=')}-" in recipe


def merged(defaults: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Values as helm merges them: tables are merged, and anything else is replaced."""
    values = {**defaults, **ours}
    for name in defaults.keys() & ours.keys():
        if isinstance(defaults[name], dict) and isinstance(ours[name], dict):
            values[name] = merged(defaults[name], ours[name])
    return values


@pytest.mark.skipif(CHART not in os.environ, reason=f"{CHART} names no unpacked chart")
def test_the_charts_own_schema_accepts_the_values():
    chart = Path(os.environ[CHART])
    values = merged(yaml.safe_load((chart / "values.yaml").read_text()), VALUES)
    jsonschema.validate(values, json.loads((chart / "values.schema.json").read_text()))
