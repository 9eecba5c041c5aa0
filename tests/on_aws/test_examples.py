"""Runs in files: what is stored is read again, and the examples say where they come from."""

from __future__ import annotations

import pytest

from lablib.on_aws.against_the_model import Verdict, against_the_model
from lablib.on_aws.catalog import ALL
from lablib.on_aws.examples import NAMES, example, find
from lablib.on_aws.examples.elsewhere import played_elsewhere
from lablib.on_aws.run import Origin, load
from lablib.on_aws.show import table


def test_a_run_is_read_as_it_was_saved(tmp_path):
    for name in NAMES:
        run = example(name)
        run.save(tmp_path / "run.json")
        assert load(tmp_path / "run.json") == run
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_no_example_was_measured_and_whatever_shows_one_says_so_first():
    for name in NAMES:
        run = example(name)
        run.entries = {"function_error": run.entries["function_error"]}
        assert run.origin in (Origin.ON_RECORD, Origin.PLAYED)
        assert table(run, against_the_model(run))[0].startswith(f"THIS RUN IS {str(run.origin).upper()}")


def test_the_run_on_record_has_all_ten_and_a_source_for_each_value():
    run = example("on-record")
    assert [*run.entries] == [*ALL]
    for id_, entry in run.entries.items():
        assert not entry.seen
        known = {behavior.id for behavior in ALL[id_].behaviors}
        assert entry.on_record.keys() <= known
        assert all(each.noted and each.source.startswith("https://") for each in entry.on_record.values())


def test_the_run_on_record_differs_from_the_model_in_three_behaviors():
    rows = against_the_model(example("on-record"))
    differ = [(row.measurement.id, row.behavior.id) for row in rows if row.verdict is Verdict.DIFFERS]
    assert differ == [("throttle_metrics", "agree"), ("latest_update", "update"), ("metric_delay", "delay")]
    assert sum(row.verdict is Verdict.SAME for row in rows) == 11


@pytest.mark.nightly
def test_the_run_played_elsewhere_is_what_the_simulator_plays_today():
    assert example("played-elsewhere") == played_elsewhere()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "truncated"),
        ("[]", "Expected `object`, got `array`"),
        ('{"format": 2}', "Invalid enum value 2 - at `$.format`"),
        ('{"format": 1, "entries": {}, "origin": "x"}', "Invalid enum value 'x' - at `$.origin`"),
        ('{"format": 1, "entries": {}, "origin": "measured on AWS", "colour": 1}', "colour"),
        ('{"format": 1, "seed": "7"}', "Expected `int`, got `str` - at `$.seed`"),
        ('{"format": 1, "entries": {"burst": {"seen": []}}}', "at `$.entries[...].seen`"),
        ('{"format": 1, "entries": {"burst": {"seen": ' + '{"a":' * 100_000, "recursion"),
    ],
)
def test_a_file_that_is_no_run_is_refused_by_name(tmp_path, content, why):
    path = tmp_path / "broken.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"broken\.json is not a run of measurements .*Remedy") as refused:
        load(path)
    assert why in str(refused.value)


@pytest.mark.parametrize("damaged", [None, "x", 5, [None]])
def test_evidence_that_no_measurement_writes_is_refused_when_it_is_compared(damaged):
    run = example("played-elsewhere")
    (behavior, *_) = ALL["throttled_call"].behaviors
    run.entries["throttled_call"].seen["call"] = damaged
    with pytest.raises(ValueError, match=rf"what was seen of '{behavior.id}' can't be read \(.*Remedy"):
        run.entries["throttled_call"].value(behavior)


def test_a_folder_is_no_run(tmp_path):
    with pytest.raises(ValueError, match=r"can't be read: Is a directory\. Remedy: a file that lablib aws"):
        find(str(tmp_path))


def test_a_file_that_is_not_there_is_refused_with_the_examples():
    with pytest.raises(ValueError, match=r"there is no file work/aws/x\.json. .*on-record"):
        find("work/aws/x.json")
    with pytest.raises(ValueError, match=r"no example run is called 'x'\. There are: on-record"):
        find("x")
