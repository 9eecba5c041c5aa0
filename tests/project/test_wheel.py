"""The wheel as `pip install` unpacks it: all that the library needs is in it, and pytest finds the plugin."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lablib.teaching.course import repo_root

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="this environment has no pip"),
]
ROOT = repo_root()
IN_A_WORLD = """
import boto3

def test_a_record_that_nobody_resends(world, stream, faults):
    faults("internal_failure", for_s=5)
    entries = [{"Data": b"one", "PartitionKey": "a"}]
    boto3.client("kinesis").put_records(StreamName=stream.name, Records=entries)

    import lablib
    from lablib.testing import assert_nothing_lost
    print(f"lablib of {lablib.__file__}")
    assert_nothing_lost(world)
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The files of the wheel, which is built from a copy: setuptools writes beside what it builds."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder, source],
        check=True,
    )
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_has_every_file_of_the_source_and_no_other(unpacked):
    def files(folder):
        return {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)
        }

    packed = {name for name in files(unpacked) if ".dist-info/" not in name}
    assert packed == files(ROOT / "src")


def test_pytest_finds_the_plugin_of_the_wheel_without_being_told(unpacked, tmp_path):
    (tmp_path / "test_own.py").write_text(IN_A_WORLD)
    run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--lablib-player=pages"]
    ran = subprocess.run(
        run,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 of 1 record is lost" in ran.stdout
    assert "failed with InternalFailure in shard 0" in ran.stdout
    assert f"lablib of {unpacked}" in ran.stdout
    assert [page.name for page in (tmp_path / "pages").iterdir()] == [
        "test_own.py-test_a_record_that_nobody_resends.html"
    ]
