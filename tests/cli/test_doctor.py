"""The doctor: what a working computer looks like, and for each thing that can be missing its remedy."""

import errno
import os
import shutil
import socket
import sys
import tempfile
from collections import namedtuple
from importlib import metadata
from pathlib import Path

import pytest

from lablib.cli import doctor
from lablib.cli.doctor import Finding, Verdict
from lablib.teaching.course import repo_root

ROOT = repo_root()
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def lock(tmp_path):
    """A lock with four pins, two of them for other computers."""
    path = tmp_path / "requirements.txt"
    path.write_text(
        "# made by hand\n"
        "-e .\n"
        "boto3==1.44.5  # via lablib\n"
        "numpy==2.4.1\n"
        "pywin32==312 ; sys_platform == 'none'\n"
        "old==1 ; python_version < '3'\n"
    )
    return path


def installed(**versions):
    """What `importlib.metadata.version` would say if just these were installed."""

    def version(name):
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    return version


def test_this_very_environment_will_do():
    assert doctor.python_version(ROOT / "pyproject.toml").verdict is Verdict.FINE
    assert doctor.write_access(ROOT / "work").verdict is Verdict.FINE


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 13, 0), (3, 14, 1)])
def test_every_python_from_3_11_on_will_do(version):
    assert doctor.python_version(ROOT / "pyproject.toml", version).verdict is Verdict.FINE


def test_an_old_python_is_told_what_is_needed_and_how_to_start_with_another():
    assert doctor.python_version(ROOT / "pyproject.toml", (3, 10, 13)) == Finding(
        "Python",
        Verdict.FAILED,
        "3.10.13, and the labs need >=3.11",
        "Install a newer Python, remove .venv, then: make lab PYTHON=python3.13",
    )


def test_packages_as_in_the_lock_are_fine_and_those_for_other_computers_are_not_asked_for(lock):
    found = doctor.packages(lock, installed(boto3="1.44.5", numpy="2.4.1"))
    assert found == Finding("Packages", Verdict.FINE, "all 2 as in requirements.txt")


def test_a_wrong_and_a_missing_package_are_named_beside_the_lock(lock):
    found = doctor.packages(lock, installed(boto3="1.43.0"))
    assert found.verdict is Verdict.FAILED
    assert found.text == "boto3 is 1.43.0, the lock has ==1.44.5; numpy is missing, the lock has ==2.4.1"
    assert found.remedy == f"In {lock.parent}: {sys.executable} -m pip install -r requirements.txt"


def test_an_empty_environment_names_five_packages_and_counts_the_rest(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("".join(f"package-{n}==1\n" for n in range(12)))
    text = doctor.packages(lock, installed()).text
    assert text.count("is missing") == 5
    assert text.endswith("; and 7 more")


def test_the_kernel_starts_and_imports_lablib_from_this_environment():
    assert doctor.kernel() == Finding("Kernel", Verdict.FINE, "python3 starts and imports lablib")


def test_a_kernel_that_is_not_installed_is_told_how_to_install_it():
    found = doctor.kernel("no-such-kernel")
    assert found.verdict is Verdict.FAILED
    assert "no-such-kernel doesn't start: NoSuchKernel" in found.text
    assert found.remedy == f"{sys.executable} -m ipykernel install --sys-prefix --name python3"


@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError("No module named 'jupyter_client'"), RuntimeError("No module named 'lablib'")],
)
def test_a_kernel_that_lacks_what_it_imports_failed(monkeypatch, error):
    def fails(_):
        raise error

    monkeypatch.setattr(doctor, "_ask_kernel", fails)
    found = doctor.kernel()
    assert found.verdict is Verdict.FAILED
    assert str(error) in found.text


def test_a_kernel_of_another_environment_failed(monkeypatch):
    monkeypatch.setattr(doctor, "_ask_kernel", lambda _: "/elsewhere/.venv")
    found = doctor.kernel()
    assert found.verdict is Verdict.FAILED
    assert found.text == f"python3 runs /elsewhere/.venv, not {sys.prefix}"


@pytest.fixture
def taken():
    """A port of this computer that something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_free_port_is_fine(taken):
    free = next(
        number for number in range(taken + 1, taken + 100) if doctor.port(number, 1).text.endswith("free")
    )
    assert doctor.port(free, 1) == Finding("Port", Verdict.FINE, f"{free} is free")


def test_a_port_in_use_is_worth_a_note_that_names_the_one_jupyterlab_will_take(taken):
    found = doctor.port(taken, 50)
    assert found.verdict is Verdict.NOTE
    assert found.text.startswith(f"{taken} is in use; JupyterLab will take ")


def test_no_port_left_failed(taken):
    found = doctor.port(taken, 1)
    assert (found.verdict, found.text) == (Verdict.FAILED, f"{taken} to {taken} are all in use")
    assert "jupyter server list" in found.remedy
    assert "lablib start --port=9999" in found.remedy


def test_a_full_disk_is_told_how_much_to_free(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 50_900_000))
    assert doctor.disk([tmp_path / "work"]) == Finding(
        "Disk",
        Verdict.FAILED,
        f"50 MB free for {tmp_path}, and the labs need 200 MB",
        f"Free 150 MB on the disk that holds {tmp_path} (see it: df -h {tmp_path})",
    )


def test_the_disk_that_counts_is_where_a_link_leads_and_each_one_counts(monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "work").symlink_to(elsewhere)
    asked = []

    def usage(folder):
        asked.append(folder)
        return Usage(10**12, 10**12, 10**12)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    doctor.disk([tmp_path / "work"])
    assert asked == [elsewhere]
    assert doctor.written_folders(tmp_path)[:2] == [tmp_path / "work", Path(tempfile.gettempdir())]


def test_exactly_enough_disk_is_enough(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 200_000_000))
    assert doctor.disk([tmp_path]).verdict is Verdict.FINE


def test_write_access_leaves_nothing_behind(tmp_path):
    assert doctor.write_access(tmp_path / "work").text == f"{tmp_path} is writable"
    assert not list(tmp_path.iterdir())


def test_a_file_where_the_work_folder_belongs_failed(tmp_path):
    work = tmp_path / "work"
    work.write_text("")
    found = doctor.write_access(work)
    assert (found.verdict, found.text) == (Verdict.FAILED, f"cannot write in {work}: Not a directory")
    assert found.remedy == f"{work} is a file. Move it away: lablib start makes a folder there"


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.EACCES, "Make {work} a folder that you own, or clone the course into one of yours"),
        (errno.ENOSPC, "The disk is full. Free 200 MB on it (see it: df -h {work.parent})"),
        (errno.EDQUOT, "Your quota on this disk is used up. Delete some of your files, or ask for more"),
        (errno.EROFS, "The disk is read-only. Clone the course to a disk that you can write to"),
    ],
)
def test_each_reason_why_nothing_can_be_written_has_its_own_remedy(monkeypatch, tmp_path, code, remedy):
    def refused(**_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    found = doctor.write_access(tmp_path / "work")
    assert (found.verdict, found.text) == (
        Verdict.FAILED,
        f"cannot write in {tmp_path}: {os.strerror(code)}",
    )
    assert found.remedy == remedy.format(work=tmp_path / "work")


def test_credentials_are_named_and_never_shown():
    found = doctor.aws_credentials({"AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_PROFILE": "prod", "HOME": "/"})
    assert found.verdict is Verdict.NOTE
    assert found.text == "AWS_PROFILE, AWS_SECRET_ACCESS_KEY set; the labs don't use them, and don't call AWS"


def test_no_credentials_are_fine():
    assert doctor.aws_credentials({"HOME": "/"}).verdict is Verdict.FINE


def test_the_examination_looks_at_seven_things_in_this_order(monkeypatch):
    monkeypatch.setattr(doctor, "_ask_kernel", lambda _: sys.prefix)
    subjects = [finding.subject for finding in doctor.examine(ROOT)]
    assert subjects == ["Python", "Packages", "Kernel", "Port", "Disk", "Write access", "AWS"]
