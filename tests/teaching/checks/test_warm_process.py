"""Each job finds the process as it was made warm, whatever the job before did to it."""

import os
import time

import pytest
from warm_process import NoResult, Raised, WarmProcess, run_each

kept = []


def warm():
    kept.append("warm")


def keeps(value):
    kept.append(value)
    os.environ["KEPT"] = value
    return list(kept)


def looks():
    return kept, os.environ.get("KEPT")


def raises():
    raise ZeroDivisionError("division by zero")


def ends_its_process():
    os._exit(3)


def exits():
    raise SystemExit(3)


@pytest.fixture(scope="module")
def process():
    with WarmProcess(warm) as process:
        yield process


def test_a_job_leaves_nothing_behind(process):
    assert process.run(keeps, "this") == ["warm", "this"]
    assert process.run(looks) == (["warm"], None)
    assert kept == []


@pytest.mark.parametrize(
    ("job", "kind", "why"),
    [
        (raises, Raised, "ZeroDivisionError: division by zero"),
        (exits, Raised, "SystemExit: 3"),
        (ends_its_process, NoResult, "its process ended without a result"),
    ],
)
def test_a_job_without_a_result_says_why_and_the_next_one_runs(process, job, kind, why):
    with pytest.raises(NoResult, match=why) as caught:
        process.run(job)
    assert caught.type is kind
    assert process.run(looks) == (["warm"], None)


def test_a_job_that_hangs_is_ended():
    with WarmProcess(warm, most_s=0.1) as process, pytest.raises(NoResult, match="nothing after"):
        process.run(time.sleep, 600)


def test_a_process_that_cannot_be_made_warm_is_told(capfd):
    with WarmProcess(raises) as process, pytest.raises(RuntimeError, match="while it was made warm"):
        process.run(looks)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_many_jobs_come_in_their_order_whichever_ends_first():
    results = list(run_each(warm, one_of, [(0.2, "slow"), (0.0, "quick"), (0.0, "gone")]))
    assert results[:2] == ["slow", "quick"]
    assert isinstance(results[2], NoResult)


def one_of(pause_s, value):
    time.sleep(pause_s)
    return value if value != "gone" else os._exit(1)
