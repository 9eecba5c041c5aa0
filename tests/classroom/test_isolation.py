"""Learners with accounts of the system: one reads neither another's work, nor the desk, nor a secret."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from classroom_hub import learner, needs_a_hub, room

from lablib.teaching.course import repo_root

MEMORY_MB = 1500
RUN = secrets.token_hex(2)  # two runs on one machine don't meet
ACCOUNTS = tuple(f"lab{RUN}-{who}" for who in ("ada", "eve", "boss"))
ATTEMPT = """
def attempt(what, *given):
    try:
        what(*given)
    except Exception as error:
        print(type(error).__name__)
    else:
        print("reached")
"""


def readable_for_all(path: Path) -> bool:
    """Whether any account may go down to it."""
    return all(
        each.stat().st_mode & 0o001 for each in (path.resolve(), *path.resolve().parents) if each.is_dir()
    )


@pytest.fixture
def accounts():
    """Three accounts of this system, with their passwords, which are deleted afterwards."""
    needs_a_hub()
    if os.geteuid() != 0:
        pytest.skip("accounts are made by root")
    needed = repo_root(), Path(sys.executable).parent, Path(sys.executable).resolve().parent
    if closed := [str(each) for each in needed if not readable_for_all(each)]:
        pytest.skip(f"{closed[0]} is in a folder that other accounts may not enter")
    made = {name: secrets.token_urlsafe(12) for name in ACCOUNTS}
    try:
        for name, password in made.items():
            subprocess.run(["useradd", "--create-home", "--shell", "/bin/bash", name], check=True)
            subprocess.run(["chpasswd"], input=f"{name}:{password}", text=True, check=True)
        yield made
    finally:
        for name in made:
            subprocess.run(["pkill", "-KILL", "-u", name], check=False)
            subprocess.run(["userdel", "--remove", name], check=False, capture_output=True)


@pytest.mark.nightly
def test_a_learner_reads_neither_anothers_work_nor_the_desk_nor_secrets(accounts, tmp_path):
    ada_name, eve_name, teacher = ACCOUNTS
    settings = {"isolation": "accounts", "instructor": teacher, "kernel_memory_mb": MEMORY_MB}
    with room(tmp_path, **settings) as (here, _):
        ada, eve = (learner(here, name, accounts[name]) for name in (ada_name, eve_name))
        for one in (ada, eve):
            one.open("02_silent_batch_loss.ipynb")
        assert (
            eve.run("import getpass, os; print(getpass.getuser(), os.getuid() > 0)").text
            == f"{eve_name} True\n"
        )
        ada.run("open('progress.json', 'w').write('{}')")
        files = {
            "her own": f"/home/{eve_name}/course/02_silent_batch_loss.ipynb",
            "the course": str(repo_root() / "pyproject.toml"),
            "another's notebook": f"/home/{ada_name}/course/02_silent_batch_loss.ipynb",
            "another's progress": f"/home/{ada_name}/course/progress.json",
            "the desk's": str(here.kept / "desk.json"),
            "a secret": str(here.kept / "cookie_secret"),
        }
        code = ATTEMPT + "".join(f"attempt(open, {file!r})\n" for file in files.values())
        code += f"attempt(open, {files['the course']!r}, 'a')\nattempt(os.kill, 1, 0)\n"
        told = eve.run(code).text.split()
        assert dict(zip([*files, "to write", "to signal root"], told, strict=True)) == {
            "her own": "reached",
            "the course": "reached",
            "another's notebook": "PermissionError",
            "another's progress": "PermissionError",
            "the desk's": "PermissionError",
            "a secret": "PermissionError",
            "to write": "PermissionError",
            "to signal root": "PermissionError",
        }
        assert eve.status("/services/desk/") == 403
        assert eve.status(f"/user/{ada_name}/lab") == 403
        boss = learner(here, teacher, accounts[teacher])
        assert boss.status("/services/desk/") == 200
        # The limit of memory holds in a kernel, which goes on.
        assert eve.run(f"block = bytearray({2 * MEMORY_MB} * 2**20)").error.startswith("MemoryError")
        assert eve.run("print('goes on')").text == "goes on\n"
