"""What a computer needs to run the labs, checked one thing at a time, each failure with its remedy."""

import ast
import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

JUPYTER_PORT = 8888
JUPYTER_PORTS_TRIED = 51  # JupyterLab takes 8888 or one of the fifty after it
DISK_NEEDED_MB = 200
"""For the learner's copies, pictures and Jupyter's own files; the environment is installed by now."""
KERNEL_START_S = 60.0
WRONG_PACKAGES_SHOWN = 5
CREDENTIAL_VARIABLES = frozenset(
    {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ROLE_ARN"}
)


class Verdict(StrEnum):
    """How a check ended; a note is worth knowing and stops nobody."""

    FINE = "fine"
    NOTE = "note"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report; a failure has a remedy."""

    subject: str
    verdict: Verdict
    text: str
    remedy: str = ""


def examine(root: Path, tell: Callable[[float], None] = lambda done: None) -> list[Finding]:
    """Run every check for the clone in `root`, in the order in which one failure causes the next.

    `tell` is told which share of them is done.
    """
    checks: list[Callable[[], Finding]] = [
        lambda: python_version(root / "pyproject.toml"),
        lambda: packages(root / "requirements.txt"),
        kernel,
        port,
        lambda: disk(written_folders(root)),
        lambda: write_access(root / "work"),
        lambda: aws_credentials(os.environ),
    ]
    findings = []
    for check in checks:
        findings.append(check())
        tell(len(findings) / len(checks))
    return findings


def python_version(project: Path, version: Sequence[int] = sys.version_info[:3]) -> Finding:
    """Compare the running Python with the range in pyproject.toml."""
    needed = tomllib.loads(project.read_text("utf-8"))["project"]["requires-python"]
    running = ".".join(str(part) for part in version)
    if SpecifierSet(needed).contains(running):
        return Finding("Python", Verdict.FINE, running)
    remedy = "Install a newer Python, remove .venv, then: make lab PYTHON=python3.13"
    return Finding("Python", Verdict.FAILED, f"{running}, and the labs need {needed}", remedy)


def packages(lock: Path, installed: Callable[[str], str] = metadata.version) -> Finding:
    """Compare the installed version of each package with the lock, for this Python and this platform."""
    pins = [pin for pin in _pins(lock) if pin.marker is None or pin.marker.evaluate()]
    wrong = [problem for pin in pins if (problem := _mismatch(pin, installed))]
    if not wrong:
        return Finding("Packages", Verdict.FINE, f"all {len(pins)} as in {lock.name}")
    more = f"; and {len(wrong) - WRONG_PACKAGES_SHOWN} more" if len(wrong) > WRONG_PACKAGES_SHOWN else ""
    remedy = f"In {lock.parent}: {sys.executable} -m pip install -r {lock.name}"
    return Finding("Packages", Verdict.FAILED, "; ".join(wrong[:WRONG_PACKAGES_SHOWN]) + more, remedy)


def _pins(lock: Path) -> list[Requirement]:
    lines = (line.split(" #")[0].strip() for line in lock.read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def _mismatch(pin: Requirement, installed: Callable[[str], str]) -> str:
    try:
        version = installed(pin.name)
    except metadata.PackageNotFoundError:
        return f"{pin.name} is missing, the lock has {pin.specifier}"
    if pin.specifier.contains(version, prereleases=True):
        return ""
    return f"{pin.name} is {version}, the lock has {pin.specifier}"


def kernel(name: str = "python3") -> Finding:
    """Start the kernel that the notebooks name, and ask it for `lablib` and the environment it runs in."""
    try:
        prefix = _ask_kernel(name)
    except (ImportError, KeyError, OSError, RuntimeError, TimeoutError) as error:
        return Finding("Kernel", Verdict.FAILED, f"{name} doesn't start: {error!r}", _kernel_remedy())
    if prefix == sys.prefix:
        return Finding("Kernel", Verdict.FINE, f"{name} starts and imports lablib")
    return Finding("Kernel", Verdict.FAILED, f"{name} runs {prefix}, not {sys.prefix}", _kernel_remedy())


def _kernel_remedy() -> str:
    return f"{sys.executable} -m ipykernel install --sys-prefix --name python3"


def _ask_kernel(name: str) -> str:
    """Return the `sys.prefix` that a fresh kernel sees, or the error that it met."""
    from jupyter_client.manager import start_new_kernel

    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    manager, client = start_new_kernel(kernel_name=name, startup_timeout=KERNEL_START_S, **quiet)
    try:
        reply = client.execute_interactive(
            "import sys, lablib", user_expressions={"prefix": "sys.prefix"}, timeout=KERNEL_START_S
        )["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    if reply["status"] != "ok":
        raise RuntimeError(f"{reply['ename']}: {reply['evalue']}")
    return str(ast.literal_eval(reply["user_expressions"]["prefix"]["data"]["text/plain"]))


def port(first: int = JUPYTER_PORT, tried: int = JUPYTER_PORTS_TRIED) -> Finding:
    """Look for the port on this computer that JupyterLab will take."""
    free = next((number for number in range(first, first + tried) if _is_free(number)), None)
    if free == first:
        return Finding("Port", Verdict.FINE, f"{first} is free")
    if free:
        return Finding("Port", Verdict.NOTE, f"{first} is in use; JupyterLab will take {free}")
    remedy = "See what runs with `jupyter server list`, stop one, or: lablib start --port=9999"
    return Finding("Port", Verdict.FAILED, f"{first} to {first + tried - 1} are all in use", remedy)


def _is_free(number: int) -> bool:
    with socket.socket() as listener:
        # As Jupyter's server does: a port that was closed a moment ago counts as free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", number))
        except OSError:
            return False
    return True


def disk(folders: Sequence[Path], needed_mb: int = DISK_NEEDED_MB) -> Finding:
    """Compare the free space where files are written with what the labs need; each file system once."""
    places = {folder.stat().st_dev: folder for folder in map(_existing, folders)}.values()
    free_mb = {place: shutil.disk_usage(place).free // 1_000_000 for place in places}
    place = min(free_mb, key=lambda each: free_mb[each])
    if free_mb[place] >= needed_mb:
        return Finding("Disk", Verdict.FINE, f"{free_mb[place]:,} MB free")
    remedy = f"Free {needed_mb - free_mb[place]:,} MB on the disk that holds {place} (see it: df -h {place})"
    text = f"{free_mb[place]:,} MB free for {place}, and the labs need {needed_mb:,} MB"
    return Finding("Disk", Verdict.FAILED, text, remedy)


def written_folders(root: Path) -> list[Path]:
    """Where a lab writes: the learner's copies, temporary files, and what Jupyter keeps of its kernels."""
    folders = [root / "work", Path(tempfile.gettempdir())]
    try:
        from jupyter_core.paths import jupyter_runtime_dir
    except ImportError:  # which the check of the packages says
        return folders
    return [*folders, Path(jupyter_runtime_dir())]


def _existing(folder: Path) -> Path:
    """The folder, or the one above in which it will be made; where a link leads, not where it stands."""
    folder = folder.resolve()
    return next(each for each in (folder, *folder.parents) if each.exists())


def write_access(work: Path) -> Finding:
    """Write a file into the learner's folder, or into the one it will be made in, and take it away again."""
    folder = work if work.exists() else work.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"lablib doctor")
    except OSError as error:
        text = f"cannot write in {folder}: {error.strerror}"
        return Finding("Write access", Verdict.FAILED, text, _write_remedy(error.errno, work))
    return Finding("Write access", Verdict.FINE, f"{folder} is writable")


def _write_remedy(code: int | None, work: Path) -> str:
    """What helps depends on why it failed: another owner doesn't make room on a disk."""
    return {
        errno.ENOSPC: f"The disk is full. Free {DISK_NEEDED_MB} MB on it (see it: df -h {work.parent})",
        errno.EDQUOT: "Your quota on this disk is used up. Delete some of your files, or ask for more",
        errno.EROFS: "The disk is read-only. Clone the course to a disk that you can write to",
        errno.ENOTDIR: f"{work} is a file. Move it away: lablib start makes a folder there",
    }.get(code or 0, f"Make {work} a folder that you own, or clone the course into one of yours")


def aws_credentials(environ: Mapping[str, str]) -> Finding:
    """Say that credentials in the environment stay unused; their values are never shown."""
    found = sorted(set(environ) & CREDENTIAL_VARIABLES)
    if not found:
        return Finding("AWS", Verdict.FINE, "no credentials in the environment, and none are needed")
    return Finding(
        "AWS", Verdict.NOTE, f"{', '.join(found)} set; the labs don't use them, and don't call AWS"
    )
