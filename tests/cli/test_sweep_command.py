"""`lablib sweep`: the size of the grid is said first, and every mistake has its remedy."""

import sys

import pytest
from typer.testing import CliRunner

from lablib.cli import telling
from lablib.cli.app import app
from lablib.scenarios.sweep import local_workers
from lablib.scenarios.sweep.jobs import played


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(telling.console, "width", 80)


@pytest.fixture
def no_processes(monkeypatch):
    """The runs are played in this process."""
    monkeypatch.setattr(
        local_workers, "play_here", lambda job, runs, workers: (played(job, run) for run in runs)
    )


def sweep(*arguments):
    return CliRunner().invoke(app, ["sweep", *map(str, arguments)])


@pytest.mark.parametrize(
    ("kind", "option", "value", "said"),
    [
        ("producer", "--shards", "4,none", "'none' is not a whole number from 1 to 20,000"),
        ("producer", "--shards", "", "'' is not a whole number from 1 to 20,000"),
        ("producer", "--partition-key", "tenant", "'tenant' is not one of: as-it-is, one-per-record"),
        ("producer", "--producer", "naive,clever", "'clever' is not one of: naive, careful"),
        ("mapping", "--batch-size", "0", "0 is not a number from 1 to 10,000"),
        ("mapping", "--record-age", "-1,30", "30 is not a number from 60 to 604,800"),
        ("mapping", "--bisect", "true", "'true' is not one of: yes, no"),
        ("mapping", "--seeds", "7;8", "'7;8' is not a whole number"),
    ],
)
def test_a_bad_value_is_refused_with_the_name_of_its_option(kind, option, value, said):
    ran = sweep(kind, option, value)
    assert ran.exit_code == 2
    output = " ".join(ran.output.replace("│", " ").split())
    assert f"Invalid value for {option}: {said}" in output


def test_a_grid_that_is_too_large_says_its_size_and_its_time_and_plays_nothing(tmp_path):
    ran = sweep("mapping", "--seeds", "1,2", "--most-runs", 63, "--workers", 2)
    assert ran.exit_code == 1
    assert ran.output == (
        "lablib: this grid is too large: 32 settings by 2 seeds: 64 runs, about 5 seconds with 2 workers. "
        "At most 63 are played. Remedy: fewer values, or --most-runs 64\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--out", "--parquet"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_played(tmp_path, option):
    for name, said in (("none/x.csv", "the folder none does not exist"), (".", "it is a folder")):
        ran = sweep("mapping", option, name)
        assert (ran.exit_code, said in ran.output) == (1, True), ran.output
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_that_names_the_file(no_processes, monkeypatch):
    def full(table, row):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lablib.scenarios.sweep.table.Table.add", full)
    ran = sweep("mapping", "--out", "x.csv", "--seeds", 1, "--retries", 0)
    assert (ran.exit_code, "lablib: x.csv: No space left on device" in ran.output) == (1, True), ran.output


@pytest.mark.parametrize(
    ("option", "module", "remedy"),
    [
        (("--parquet", "rows.parquet"), "pyarrow", "pip install pyarrow, or leave --parquet out"),
        (("--dask", "local"), "distributed", "pip install 'lablib[sweep]'"),
    ],
)
def test_a_package_that_is_not_there_is_named_before_anything_is_played(monkeypatch, option, module, remedy):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    ran = sweep("mapping", *option)
    assert ran.exit_code == 1
    assert remedy in ran.output


def test_a_sweep_of_a_mapping_says_its_size_then_the_front_then_its_files(no_processes, tmp_path):
    options = ("--batch-size", 100, "--retries", 2, "--bisect", "no", "--destination", "no", "--seeds", 16)
    ran = sweep("mapping", *options, "--workers", 1, "--picture", "front.png")
    assert ran.exit_code == 0
    assert ran.output.startswith("2 settings by 1 seed: 2 runs, about 2 seconds with 1 worker.\n")
    assert "partial responses yes" in ran.output
    assert "sweep.csv: 2 rows, one for each run.\nfront.png: 2 settings, " in ran.output
    assert sorted(each.name for each in tmp_path.iterdir()) == ["front.png", "sweep.csv"]

    again = sweep("mapping", *options, "--resume")
    assert "sweep.csv: 2 of 2 runs are there already.\n" in again.output


def test_a_sweep_of_a_file_plays_its_rows(no_processes, tmp_path):
    (tmp_path / "own.csv").write_text("t_s,tenant\n" + "".join(f"{row / 500},a\n" for row in range(3_000)))
    ran = sweep(
        "producer",
        "own.csv",
        "--shards",
        "1,4",
        "--producer",
        "naive",
        "--seeds",
        7,
        "--fleet",
        2,
        "--flush-every",
        5,
    )
    assert ran.exit_code == 0, ran.output
    header, one, four = (line.split(",") for line in (tmp_path / "sweep.csv").read_text().splitlines())
    assert header[:4] == ["traffic", "fleet", "seconds", "shards"]
    assert header[-3:] == ["lablib", "python", "revision"]
    lost = header.index("lost")
    assert int(one[lost]) == int(four[lost]) > 0  # of one tenant, so that one shard gets all
