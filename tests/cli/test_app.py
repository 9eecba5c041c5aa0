"""The `lablib` command as a learner types it: what it prints, what it hands on, and errors as plain text."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from lablib.cli import app, doctor
from lablib.cli.doctor import Finding, Verdict
from lablib.cli.workspace import WorkspaceError
from lablib.teaching.course import repo_root

LAB = "02_silent_batch_loss.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A clone with one lab, which the command takes for the course; no line is wrapped."""
    (tmp_path / "labs").mkdir()
    (tmp_path / "labs" / LAB).write_text("lab 2")
    facts = tmp_path / "course/02_silent_batch_loss/lab.toml"
    facts.parent.mkdir(parents=True)
    facts.write_text('title = "silent batch loss"\nminutes = 45\nable = "find it"\nexplains = "Why."\n')
    monkeypatch.setattr(app, "course_here", lambda: tmp_path)
    monkeypatch.setattr(app, "console", Console(highlight=False, width=200))
    return tmp_path


@pytest.fixture
def jupyter(monkeypatch):
    """JupyterLab that only remembers with which options it was started, one list a start."""
    starts = []
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", SimpleNamespace(main=starts.append))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/home/ada/jupyter")
    monkeypatch.setenv("JUPYTER_PATH", "")
    return starts


def lablib(*arguments):
    return CliRunner().invoke(app.app, list(arguments))


def test_start_copies_the_labs_and_opens_jupyterlab_on_them(course, jupyter):
    result = lablib("start")
    assert result.output == f"{course}/work: 1 file copied.\n"
    assert (course / "work" / LAB).read_text() == "lab 2"
    assert f"--ServerApp.root_dir={course}/work" in jupyter[0]


def test_start_opens_the_lab_under_way(course, jupyter):
    lablib("start")
    assert f"--LabApp.default_url=/lab/tree/{LAB}" in jupyter[0]


def test_start_fast_makes_the_fast_path_and_opens_the_lab_under_way_there(course, jupyter):
    for part in ("course/02_silent_batch_loss", "labs"):
        shutil.rmtree(course / part)
    shutil.copytree(repo_root() / "course/00_start_here", course / "course/00_start_here")
    (course / "labs").mkdir()
    shutil.copy(repo_root() / "labs/00_start_here.ipynb", course / "labs")
    result = lablib("start", "--fast", "--no-browser")
    assert result.output == f"{course}/work: 2 files copied.\n"
    assert "--LabApp.default_url=/lab/tree/fast/00_start_here.ipynb" in jupyter[0]
    assert jupyter[0][-1] == "--no-browser"


def test_start_hands_its_options_to_jupyterlab(course, jupyter):
    lablib("start", "--no-browser", "--port=9999")
    assert jupyter[0][-2:] == ["--no-browser", "--port=9999"]


def test_start_asks_the_internet_for_nothing(course, jupyter):
    lablib("start")
    assert "--LabApp.news_url=None" in jupyter[0]
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in jupyter[0]


def test_start_keeps_jupyterlab_from_asking_about_news_and_keeps_the_users_own_settings(course, jupyter):
    lablib("start")
    ours, theirs = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    page = json.loads((Path(ours) / "labconfig" / "page_config.json").read_text())
    assert page == {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    assert theirs == "/home/ada/jupyter"


def test_start_gives_notebooks_a_kernel_with_the_extension_of_the_labs(course, jupyter, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/home/ada/kernels")
    lablib("start")
    ours, theirs = os.environ["JUPYTER_PATH"].split(os.pathsep)
    assert "lablib.teaching.kernel_extension" in (Path(ours) / "kernels/python3/kernel.json").read_text()
    assert theirs == "/home/ada/kernels"


def test_start_says_what_is_newer_than_the_learners_copy_and_what_the_course_has_removed(course, jupyter):
    (course / "labs/01_old.ipynb").write_text("lab 1")
    lablib("start")
    (course / "work" / LAB).write_text("my answer")
    (course / "labs" / LAB).write_text("lab 2, second edition")
    (course / "labs/01_old.ipynb").unlink()
    said = lablib("start").output
    assert "You edited your copy of 02, and a newer version is here" in said
    assert f"git diff --no-index {course / 'work' / LAB} {course / 'labs' / LAB}" in said
    assert "01_old.ipynb in work/ doesn't belong to a lab any more" in said
    assert (course / "work" / LAB).read_text() == "my answer"


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_start_lets_jupyter_run_as_root_only_where_one_is_root(course, jupyter, monkeypatch, user, allowed):
    monkeypatch.setattr("os.geteuid", lambda: user)
    lablib("start")
    assert ("--allow-root" in jupyter[0]) is allowed


def test_start_leaves_the_learners_work_alone_and_says_so(course, jupyter):
    lablib("start")
    (course / "work" / LAB).write_text("my answer")
    assert "0 files copied; your changes in 1 lab stay as they are." in lablib("start").output
    assert (course / "work" / LAB).read_text() == "my answer"


def test_start_without_jupyterlab_says_how_to_install_it(course, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    result = lablib("start")
    assert result.exit_code == 1
    assert f"{sys.executable} -m pip install -r requirements.txt" in result.output


def test_start_without_labs_opens_nothing(course, jupyter):
    (course / "labs" / LAB).unlink()
    result = lablib("start")
    assert (result.exit_code, jupyter) == (1, [])
    assert result.output == f"lablib: {course}/labs has no notebooks. Build them: lablib build\n"


def test_status_shows_each_lab(course):
    assert "02 silent batch loss  missing" in lablib("status").output


def test_reset_restores_the_lab_and_says_where_the_learners_version_went(course, jupyter):
    lablib("start")
    (course / "work" / LAB).write_text("my answer")
    result = lablib("reset", "2")
    backup = course / "work/backups/02_silent_batch_loss.1.ipynb"
    assert result.output == (
        "02_silent_batch_loss is as delivered, and its progress starts from zero.\n"
        "Is it open in JupyterLab? File > Reload Notebook from Disk, then Kernel > Restart Kernel.\n"
        f"Your version: {backup}\n"
    )
    assert (backup.read_text(), (course / "work" / LAB).read_text()) == ("my answer", "lab 2")


def test_reset_says_where_the_learners_progress_went(course, jupyter):
    lablib("start")
    (course / "work/progress.json").write_text('{"predictions": {"02.missing": {"value": [3]}}}')
    kept = course / "work/backups/02_silent_batch_loss.1.progress.json"
    assert lablib("reset", "2").output.splitlines()[2:] == [f"Your progress: {kept}"]


def test_reset_of_an_unknown_lab_is_an_error_in_one_line(course):
    result = lablib("reset", "9")
    assert result.exit_code == 1
    assert result.output == "lablib: There is no lab 9. The labs are: 02_silent_batch_loss.\n"


def test_an_error_of_the_disk_points_to_the_doctor(course, monkeypatch, jupyter):
    (course / "work").write_text("a file in the way")
    result = lablib("start")
    assert (result.exit_code, jupyter) == (1, [])
    assert result.output.startswith("lablib: [Errno ")
    assert result.output.endswith("Check the computer: lablib doctor\n")


def test_outside_a_clone_every_command_says_where_to_run_it(monkeypatch):
    def nowhere():
        raise WorkspaceError("No course above /home/ada. Run this in the folder that was cloned.")

    monkeypatch.setattr(app, "course_here", nowhere)
    for command in (["start"], ["status"], ["reset", "2"], ["doctor"], ["build"], ["run"], ["exam"]):
        result = lablib(*command)
        assert (result.exit_code, result.output) == (
            1,
            "lablib: No course above /home/ada. Run this in the folder that was cloned.\n",
        )


def doctor_finds(monkeypatch, *findings):
    monkeypatch.setattr(doctor, "examine", lambda root, tell: list(findings))
    return lablib("doctor")


def test_doctor_with_nothing_wrong_ends_well(course, monkeypatch):
    result = doctor_finds(
        monkeypatch,
        Finding("Python", Verdict.FINE, "3.11.7"),
        Finding("Port", Verdict.NOTE, "8888 is in use"),
    )
    assert result.exit_code == 0
    assert "3.11.7" in result.output
    assert "8888 is in use" in result.output


def test_doctor_prints_the_remedy_of_each_failure_and_fails(course, monkeypatch):
    result = doctor_finds(
        monkeypatch,
        Finding("Disk", Verdict.FAILED, "50 MB free", "Free 150 MB"),
        Finding("Kernel", Verdict.FAILED, "python3 doesn't start [at all]", "Install it with [lab]"),
    )
    assert result.exit_code == 1
    assert "python3 doesn't start [at all]" in result.output
    assert result.output.splitlines()[-2:] == ["Disk: Free 150 MB", "Kernel: Install it with [lab]"]


def test_help_lists_every_command_with_what_it_does():
    listed = lablib("--help").output
    for command in ("start", "status", "exam", "reset", "doctor", "build", "run", "replay"):
        assert f" {command} " in listed
        assert lablib(command, "--help").exit_code == 0


def test_no_command_at_all_shows_the_help():
    assert "Usage" in lablib().output


def test_an_unknown_command_is_refused_by_name():
    result = lablib("lose-records")
    assert result.exit_code == 2
    assert "lose-records" in result.output


CTRL_C_WHILE_IT_IMPORTS = """
import os, signal, sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "lablib.cli.sweep":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
from lablib.cli.__main__ import main
main()
"""


def test_ctrl_c_in_the_first_second_is_told_in_one_line():
    done = subprocess.run(
        [sys.executable, "-c", CTRL_C_WHILE_IT_IMPORTS, "sweep"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "lablib: stopped.\n")
    scripts = tomllib.loads((repo_root() / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"lablib": "lablib.cli.__main__:main"}
