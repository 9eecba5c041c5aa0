"""What is measured in processes of their own: memory, imports, a fresh install."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.row import Row, real_seconds_of

ROOT = Path(__file__).parents[1]

MEMORY = """
from benchmarks.put import in_lab
def mb(name):
    (line,) = [line for line in open("/proc/self/status") if line.startswith(name)]
    return int(line.split()[1]) / 2**10
with in_lab() as call:
    call()
    before = mb("VmRSS:")
    for _ in range({calls}):
        call()
    print(mb("VmRSS:") - before, mb("VmHWM:"))
"""

IN_BETWEEN = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Starts a command and says what it took. A process begins with the peak of the one that started it, and this
one is small: `make bench` itself holds a gigabyte by then."""


def cost_of(command: Sequence[str]) -> tuple[float, float]:
    """Processor seconds of a command in a process of its own, and its peak of memory in MB."""
    script = [sys.executable, "-c", IN_BETWEEN, *command]
    out = subprocess.run(script, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    processor_s, peak_kib = out.split()
    return float(processor_s), int(peak_kib) / 2**10


def memory(records: int) -> Row:
    """A million records of 200 B: what the process grew by, and its peak with everything in it."""
    what, target = f"memory for {records:,} stored records of 200 B", "at most 600 MB"
    if not Path("/proc/self/status").exists():
        return Row(what, "not measured: that needs Linux's /proc", target, None)
    script = MEMORY.format(calls=records // 500)
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    grown_mb, peak_mb = (float(each) for each in out.stdout.split())
    return Row(what, f"{grown_mb:.0f} MB (peak of the process {peak_mb:.0f} MB)", target, grown_mb <= 600)


def imports(rounds: int) -> Row:
    """`import lablib` over `import boto3`, each in new processes, the best of several, processor time.

    time-machine imports pytest where there is one; there is none where learners work, so none here.
    """

    def import_s(modules: str) -> float:
        before = os.times()
        script = f"import sys; sys.modules['pytest'] = None; import {modules}"
        subprocess.run([sys.executable, "-c", script], check=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    pairs = [(import_s("boto3"), import_s("boto3, lablib")) for _ in range(rounds)]
    boto3_s, lablib_s = (min(times_s) for times_s in zip(*pairs, strict=True))
    measured = f"{lablib_s - boto3_s:.2f} s more ({lablib_s:.2f} s, {boto3_s:.2f} s)"
    return Row(
        "import of lablib over import of boto3", measured, "at most 0.2 s more", lablib_s - boto3_s <= 0.2
    )


def install() -> Row:
    """What a learner installs, from the lock, with pip, into a new environment."""
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "-r", "requirements.txt"]
        real_s = real_seconds_of(lambda: subprocess.run(pip, cwd=ROOT, check=True))
        size_mb = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 2**20
    return Row("a fresh install with pip", f"{real_s:.0f} s, {size_mb:.0f} MB", "", None)
