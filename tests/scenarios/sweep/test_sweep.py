"""A sweep: the same table whoever was first, resumed where it stopped, and what no other setting beats."""

import pickle
from array import array
from pathlib import Path

import pytest

from lablib.pictures.plots.pareto_front import pareto_front
from lablib.scenarios.advice import OWN_KEY, Plan, Traffic, play_plan
from lablib.scenarios.mapping.what_if import Knobs, mapping_scenario
from lablib.scenarios.sweep import (
    Judged,
    MappingJob,
    ProducerJob,
    SweepError,
    Table,
    front,
    grid,
    judged,
    sweep,
    told,
)
from lablib.scenarios.sweep import table as table_module
from lablib.scenarios.sweep.jobs import played
from lablib.traffic import Trace
from lablib.traffic.reading.in_blocks import outline_of
from lablib.traffic.trace import Column

RUNS = grid(Knobs, {"bisect": [False, True]}, [16, 17])


def nobody_watches(done):
    pass


def burst():
    """Ten seconds, 1,500 records a flush: more than one shard takes."""
    keys = Column()
    for row in range(3_000):
        keys.append(f"t-{row % 40:02d}")
    times_us = array("q", [row * 10_000_000 // 3_000 for row in range(3_000)])
    trace = Trace(Path("burst.csv"), times_us, {"key": keys}, "key", array("q", [200] * 3_000))
    return ProducerJob(Traffic(outline_of(trace), 2, 7), "burst.csv")


def invented(runs):
    """Rows without a run behind them, the last run first."""
    for run in reversed(runs):
        yield (*run.cells, "10", "1", "2", "3.5", "4.0000", *table_module.versions())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sweep.csv"


def begun(path, runs=RUNS, *, resume=False):
    table = Table(path, MappingJob(), runs)
    table.begin(resume)
    return table


def test_the_grid_has_every_combination_once_and_all_seeds_of_each():
    runs = grid(Plan, {"shards": [1, 2, 1], "flush_every_s": [5.0], "producer": ["naive"]}, [7, 8])
    assert [run.cells for run in runs] == [
        ("1", "5", "naive", "as it is", "no", "7"),
        ("1", "5", "naive", "as it is", "no", "8"),
        ("2", "5", "naive", "as it is", "no", "7"),
        ("2", "5", "naive", "as it is", "no", "8"),
    ]


def test_a_setting_without_a_value_is_named():
    with pytest.raises(ValueError, match=r"the grid is empty: shards has no value\. Remedy: give one"):
        grid(Plan, {"shards": [], "flush_every_s": [5.0], "producer": ["naive"]}, [7])


def test_the_table_is_in_the_order_of_the_grid_whoever_was_first(path):
    sweep(begun(path), invented, nobody_watches)
    last_first = path.read_bytes()
    path.unlink()
    sweep(begun(path), lambda runs: invented(runs[::-1]), nobody_watches)

    assert path.read_bytes() == last_first
    assert [line.split(",")[10] for line in last_first.decode().splitlines()] == ["seed", *2 * ["16", "17"]]


@pytest.mark.parametrize("cut_bytes", [0, 1, 20])
def test_a_stopped_sweep_keeps_what_is_over_and_goes_on_to_the_same_bytes(path, cut_bytes):
    def stopped(runs):
        rows = invented(runs)
        yield next(rows)
        yield next(rows)
        raise KeyboardInterrupt

    sweep(begun(path), invented, nobody_watches)
    whole = path.read_bytes()
    path.unlink()
    with pytest.raises(KeyboardInterrupt):
        sweep(begun(path), stopped, nobody_watches)
    path.write_bytes(path.read_bytes()[: -cut_bytes or None])  # the last line may be written in part
    asked = []

    def rest(runs):
        asked.extend(runs)
        yield from invented(runs)

    sweep(begun(path, resume=True), rest, nobody_watches)

    assert path.read_bytes() == whole
    assert len(asked) == (2 if not cut_bytes else 3)


def test_what_is_there_is_neither_overwritten_nor_mixed_with_another_sweep(path, monkeypatch):
    with pytest.raises(SweepError, match="nothing to resume"):
        begun(path, resume=True)
    sweep(begun(path), invented, nobody_watches)
    with pytest.raises(SweepError, match=r"is there already\. Remedy: --resume goes on"):
        begun(path)
    with pytest.raises(SweepError, match="a run outside of this grid"):
        begun(path, RUNS[:2], resume=True)
    producer = Table(
        path, burst(), grid(Plan, {"shards": [1], "flush_every_s": [5.0], "producer": ["naive"]}, [7])
    )
    with pytest.raises(SweepError, match="other columns"):
        producer.begin(resume=True)
    monkeypatch.setattr(table_module, "versions", lambda: ("9.9.9", "3.11.7", "abc"))
    with pytest.raises(SweepError, match=r"lablib 0\.1\.0, not 9\.9\.9"):
        begun(path, resume=True)


def test_a_row_that_another_version_has_played_is_refused(path):
    table = begun(path)
    (*row, _, python, revision) = next(invented(RUNS))
    with pytest.raises(SweepError, match=r"a worker has lablib 9\.9\.9, not "):
        table.add((*row, "9.9.9", python, revision))


def test_another_traffic_is_not_resumed(path):
    runs = grid(Plan, {"shards": [1], "flush_every_s": [5.0], "producer": ["naive"]}, [7])
    sweep_of = Table(path, burst(), runs)
    sweep_of.begin(resume=False)
    sweep(sweep_of, invented, nobody_watches)
    job = burst()
    longer = ProducerJob(Traffic(job.traffic.outline, 3, 7), job.name)
    with pytest.raises(SweepError, match="of another traffic"):
        Table(path, longer, runs).begin(resume=True)


def test_a_run_of_a_producer_is_that_of_its_plan_also_after_it_was_sent():
    job = burst()
    sent = pickle.loads(pickle.dumps(job.to_send()))
    runs = grid(Plan, {"shards": [1], "flush_every_s": [5.0], "producer": ["naive"], "key": [OWN_KEY]}, [8])
    trial = play_plan(Traffic(job.traffic.outline, 2, 8), runs[0].settings)

    row = played(sent, runs[0])

    assert sent.given() == job.given()
    assert row[6:11] == (
        f"{trial.offered}",
        f"{trial.lost}",
        "0",
        f"{trial.reordered}",
        f"{trial.dollars:.4f}",
    )
    assert trial.lost > 0


def test_a_run_of_a_mapping_says_what_is_lost_repeated_late_and_what_lambda_costs():
    run = mapping_scenario(Knobs(), 16)
    offered, lost, duplicated, late, dollars = played(MappingJob(), RUNS[0])[11:16]

    assert (offered, lost, duplicated) == (
        "720",
        f"{run.totals['expired'] + run.dropped}",
        f"{run.billed_again}",
    )
    assert float(late) == pytest.approx(
        max(age_s for ages in run.ages.values() for _, age_s in ages), abs=1e-3
    )
    assert float(dollars) > 0


CHEAP = Judged(("1", "no"), 100, 0, 0, 10)
SAME = Judged(("1", "yes"), 100, 0, 0, 10)
SAFE = Judged(("4", "no"), 0, 0, 5, 40)
BEATEN = Judged(("2", "no"), 100, 0, 5, 20)
SETTINGS = [CHEAP, SAME, BEATEN, SAFE]
NAMES = ("shards", "packed")


def test_a_setting_is_judged_by_the_worst_of_its_seeds():
    first = {"shards": "1", "lost": "3", "duplicated": "0", "late": "1.5", "dollars_a_month": "9"}
    rows = [first, first | {"lost": "0", "duplicated": "2", "dollars_a_month": "10"}]
    assert judged(rows, ["shards"]) == [Judged(("1",), 3, 2, 1.5, 10)]


def test_the_front_has_what_no_other_beats_and_of_equals_the_first():
    assert front(SETTINGS) == [SAFE, CHEAP]
    assert told(CHEAP, SETTINGS, ("flush_every_s", "packed")).startswith("flush every 1 s, packed no (")
    assert told(CHEAP, SETTINGS, NAMES) == "shards 1, packed no (1 more comes to the same)"


def test_the_picture_names_the_settings_of_the_front():
    drawn = pareto_front(SETTINGS, NAMES, "seconds")
    assert drawn.summary == (
        "4 settings, 2 on the front. 1: shards 4, packed no: 0 lost, 0 duplicated, 5 late, $40.00; "
        "2: shards 1, packed no (1 more comes to the same): 100 lost, 0 duplicated, 0 late, $10.00"
    )
    assert "1 of 4 settings lose nothing; the cheapest of them costs $40.00 a month" in drawn.alt
    assert drawn.summary in drawn.alt
