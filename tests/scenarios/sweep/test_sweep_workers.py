"""The same bytes whoever plays, and a killed worker loses nothing: processes of this machine, and Dask's."""

import csv
import multiprocessing
import os
import signal
import subprocess
import sys
import sysconfig
import time
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from lablib.scenarios.mapping.what_if import Knobs
from lablib.scenarios.sweep import MappingJob, SweepError, Table, grid, sweep
from lablib.scenarios.sweep.jobs import played
from lablib.scenarios.sweep.local_workers import play_here
from lablib.teaching.course import repo_root

pytestmark = pytest.mark.nightly

RUNS = grid(Knobs, {"bisect": [False, True], "partial_responses": [False, True]}, range(16, 22))
COMMAND = (sys.executable, "-c", "from lablib.cli.app import app; app()", "sweep", "mapping")


def table_by(path, players):
    table = Table(path, MappingJob(), RUNS)
    table.begin(resume=False)
    sweep(table, players, lambda done: None)
    return path.read_bytes()


@pytest.fixture(scope="module")
def in_one_process(tmp_path_factory):
    job = MappingJob()
    path = tmp_path_factory.mktemp("sweep") / "one.csv"
    return table_by(path, lambda runs: (played(job, run) for run in runs))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_writes_the_same_bytes(tmp_path, in_one_process, workers):
    assert (
        table_by(tmp_path / "sweep.csv", partial(play_here, MappingJob(), workers=workers)) == in_one_process
    )


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(tmp_path, in_one_process):
    killed = []

    def players(runs):
        for number, row in enumerate(play_here(MappingJob(), runs, workers=2)):
            if number in (2, 9):
                victim = multiprocessing.active_children()[0].pid
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            yield row

    assert table_by(tmp_path / "sweep.csv", players) == in_one_process
    assert len(set(killed)) == 2


def test_workers_that_die_again_and_again_end_the_sweep_with_a_remedy():
    rows = play_here(DeadlyJob(), RUNS[:2], workers=1)
    with pytest.raises(
        SweepError, match=r"workers died 3 times in a row before a run was over\. Remedy: fewer"
    ):
        next(rows)


class DeadlyJob(MappingJob):
    """Ends whoever plays it."""

    def play(self, settings, seed):
        """Never returns."""
        os.kill(os.getpid(), signal.SIGKILL)


def test_ctrl_c_leaves_the_runs_that_are_over_and_resume_goes_on_to_the_same_bytes(tmp_path):
    options = ("--workers", "2", "--seeds", ",".join(map(str, range(16, 22))))
    subprocess.run([*COMMAND, *options, "--out", "whole.csv"], cwd=tmp_path, check=True, capture_output=True)
    out = tmp_path / "cut.csv"
    stopped = subprocess.Popen(
        [*COMMAND, *options, "--out", out.name],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not out.exists() or len(out.read_text().splitlines()) < 10:
        time.sleep(0.02)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: the workers get it, too
    _, said = stopped.communicate()

    assert stopped.returncode == 130
    assert (
        said == "lablib: stopped before the end; cut.csv has the runs that are over, and --resume goes on.\n"
    )
    with out.open() as file:
        assert 9 <= len(list(csv.DictReader(file))) < 192
    subprocess.run(
        [*COMMAND, *options, "--out", out.name, "--resume"], cwd=tmp_path, check=True, capture_output=True
    )
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_the_page_shows_the_picture_that_its_command_draws(tmp_path):
    command = [*COMMAND, "--seeds", "16,17", "--picture", "sweep.png"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    stored = repo_root() / "docs" / "images" / "sweep.png"
    with Image.open(tmp_path / "sweep.png") as drawn, Image.open(stored) as shown:
        assert drawn.text["Description"] == shown.text["Description"]


ON_DASK = """
import os, signal, sys
from pathlib import Path
from distributed import LocalCluster
from lablib.scenarios.mapping.what_if import Knobs
from lablib.scenarios.sweep import MappingJob, Table, grid, sweep
from lablib.scenarios.sweep.dask_workers import play_on_dask

RUNS = grid(Knobs, {"bisect": [False, True], "partial_responses": [False, True]}, range(16, 22))

def players(runs):
    for number, row in enumerate(play_on_dask(MappingJob(), runs, cluster.scheduler_address, 2)):
        if number == 2 and sys.argv[2] == "kill":
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        yield row

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address=None) as cluster:
        table = Table(Path(sys.argv[1]), MappingJob(), RUNS)
        table.begin(resume=False)
        sweep(table, players, lambda done: None, Path(sys.argv[1]).with_suffix(".parquet"))
"""


READ = """
import sys
from pyarrow import parquet
rows = parquet.read_table(sys.argv[1])
print(rows.num_rows, rows["lost"].type)
"""


@pytest.fixture(scope="module")
def python_with_dask(tmp_path_factory):
    """An environment with Dask and pyarrow, and all that this one has."""
    folder = tmp_path_factory.mktemp("dask")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    [site] = folder.glob("lib/python*/site-packages")
    (site / "ours.pth").write_text(sysconfig.get_path("purelib"))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "distributed", "pyarrow"]
    subprocess.run(pip, check=True)
    return python


@pytest.mark.parametrize("fate", ["live", "kill"])
def test_workers_of_dask_write_the_same_bytes_also_when_one_is_killed(
    tmp_path, in_one_process, python_with_dask, fate
):
    script, out = tmp_path / "on_dask.py", tmp_path / "sweep.csv"
    script.write_text(ON_DASK)
    subprocess.run([python_with_dask, script, out, fate], check=True, env=os.environ | _source())
    assert out.read_bytes() == in_one_process

    said = subprocess.run(
        [python_with_dask, "-c", READ, out.with_suffix(".parquet")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout == f"{len(RUNS)} int64\n"


def _source():
    import lablib

    return {"PYTHONPATH": str(Path(lablib.__file__).parents[1])}
