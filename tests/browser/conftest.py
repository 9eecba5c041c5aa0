"""A clone of the course in a folder of its own, and JupyterLab as `lablib start` opens it there.

The tests share them; each has a page of its own.

LABLIB_SCREENSHOTS=folder keeps pictures of the page, in the light and the dark theme.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lab_page import LabPage
from playwright.sync_api import Browser

from lablib.teaching.course import repo_root

CLONED = ("pyproject.toml", "src", "course", "labs", "data")
STARTS_WITHIN_S = 120.0


class Address(NamedTuple):
    """Where JupyterLab serves, and the token that it asks for."""

    url: str
    token: str


class Clone:
    """The course in a folder of its own, whose commands see nothing of the user's settings."""

    def __init__(self, root: Path, private: Path) -> None:
        self.root = root
        self.runtime = private / "runtime"
        folders = {
            "JUPYTER_CONFIG_DIR": private / "config",
            "JUPYTER_DATA_DIR": private / "data",
            "JUPYTER_RUNTIME_DIR": self.runtime,
            "JUPYTERLAB_SETTINGS_DIR": private / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": private / "workspaces",
            "IPYTHONDIR": private / "ipython",
            "PYTHONPATH": root / "src",
        }
        self._environment = os.environ | {name: str(folder) for name, folder in folders.items()}

    def start(self, *arguments: str, **streams: object) -> subprocess.Popen[str]:
        """A running `lablib` command."""
        return self.python("-c", "from lablib.cli.app import app; app()", *arguments, **streams)

    def python(self, *arguments: str, **streams: object) -> subprocess.Popen[str]:
        """A running Python, with these arguments."""
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, cwd=self.root, env=self._environment, text=True, **streams)

    def lablib(self, *arguments: str) -> str:
        """What a `lablib` command prints."""
        with self.start(*arguments, stdout=subprocess.PIPE) as command:
            printed, _ = command.communicate()
        assert command.returncode == 0
        return printed


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    root = tmp_path_factory.mktemp("clone")
    for name in CLONED:
        source = repo_root() / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root)
    return Clone(root, tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="session")
def jupyterlab(chromium: str, clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """It serves the clone."""
    with _jupyterlab(clone, tmp_path_factory.mktemp("log") / "jupyterlab.log") as address:
        yield address


@pytest.fixture(scope="session")
def notebook7(chromium: str, clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Notebook 7, which serves the clone's working folder."""
    (clone.root / "work").mkdir(exist_ok=True)
    arguments = (
        "--no-browser",
        "--allow-root",
        f"--ServerApp.root_dir={clone.root / 'work'}",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    )
    log = tmp_path_factory.mktemp("log") / "notebook7.log"
    with log.open("w") as lines:
        server = clone.python("-m", "notebook", *arguments, stdout=lines, stderr=lines)
    with _serving(server, clone, log) as address:
        yield address


@pytest.fixture
def lab_page(jupyterlab: Address, browser: Browser) -> Iterator[LabPage]:
    """A page of the browser in front of JupyterLab on this machine."""
    pictures = os.environ.get("LABLIB_SCREENSHOTS")
    with browser.new_page() as page:
        yield LabPage(page, *jupyterlab, Path(pictures) if pictures else None)


@contextlib.contextmanager
def _jupyterlab(clone: Clone, log: Path) -> Iterator[Address]:
    """JupyterLab's address, once it serves, until the block ends."""
    with log.open("w") as lines:
        server = clone.start(
            "start", "--no-browser", "--LabApp.expose_app_in_browser=True", stdout=lines, stderr=lines
        )
    with _serving(server, clone, log) as address:
        yield address


@contextlib.contextmanager
def _serving(server: subprocess.Popen[str], clone: Clone, log: Path) -> Iterator[Address]:
    try:
        yield _address(server, clone.runtime / f"jpserver-{server.pid}.json", log)
    finally:
        server.terminate()
        server.wait()


def _address(server: subprocess.Popen[str], written: Path, log: Path) -> Address:
    """What the server writes about itself once its port is open."""
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            facts = json.loads(written.read_text())
            return Address(facts["url"], facts["token"])
        time.sleep(0.05)
    pytest.fail(f"JupyterLab doesn't start:\n{log.read_text()}")
