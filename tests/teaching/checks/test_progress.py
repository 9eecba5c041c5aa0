"""Progress: kept in the learner's copy, written whole, never lost, the same whoever reads it."""

import json

import pytest

from lablib import check
from lablib.teaching.checks import Outcome, progress
from lablib.teaching.checks.progress import FILE, Progress, load, place, record_attempt, save

ID = "02.1-read-the-response"


def attempts(file):
    return [(each.attempts, each.passed, each.message) for each in load(file).exercises.values()]


def test_a_notebook_in_work_keeps_its_progress_there(work):
    check("02.1", lambda events, answer: 7)
    assert attempts(work / FILE) == [(1, False, "02.1.no-list")]


def test_a_folder_below_work_counts_as_work(work, monkeypatch):
    (work / "mine").mkdir()
    monkeypatch.chdir(work / "mine")
    assert place() == work / FILE


def test_outside_work_progress_ends_with_the_kernel(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    record_attempt(ID, Outcome.WRONG, "02.1.no-list")
    assert place() is None
    assert attempts(None) == [(1, False, "02.1.no-list")]
    assert list(tmp_path.iterdir()) == []


def test_a_variable_of_the_environment_names_another_file(work, tmp_path, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "elsewhere.json"))
    record_attempt(ID, Outcome.WRONG, "02.1.no-list")
    assert attempts(tmp_path / "elsewhere.json") == [(1, False, "02.1.no-list")]
    assert not (work / FILE).exists()


def test_an_untouched_starter_is_no_attempt(work):
    check("02.1", None)
    assert not (work / FILE).exists()


def test_what_was_passed_once_stays_passed(work):
    for outcome, message in [
        (Outcome.WRONG, "02.1.no-list"),
        (Outcome.PASSED, "02.1.passed"),
        (Outcome.RAISED, "check.raised"),
    ]:
        record_attempt(ID, outcome, message)
    assert attempts(work / FILE) == [(3, True, "check.raised")]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"exercises": 3}', b"\xff\xfe", b'{"exercises": {"a": 1}}']
)
def test_a_damaged_file_is_set_aside_with_a_message_and_never_lost(work, capsys, damage):
    (work / FILE).write_bytes(damage)
    record_attempt(ID, Outcome.WRONG, "02.1.no-list")
    assert (work / "progress.damaged-1.json").read_bytes() == damage
    assert attempts(work / FILE) == [(1, False, "02.1.no-list")]
    assert capsys.readouterr().out == (
        "progress.json could not be read. It is kept as progress.damaged-1.json, and your progress begins "
        "anew. Your notebooks are untouched. Run them again from top to bottom, and what passes in them "
        "counts again.\n"
    )


def test_a_second_damaged_file_does_not_replace_the_first(work):
    for damage in (b"one", b"two"):
        (work / FILE).write_bytes(damage)
        load(work / FILE)
    assert [(work / f"progress.damaged-{n}.json").read_bytes() for n in (1, 2)] == [b"one", b"two"]


def test_a_disk_that_is_full_leaves_the_old_file_whole(work, monkeypatch):
    save(Progress(questions={"02.quiz": ["a"]}), work / FILE)
    before = (work / FILE).read_bytes()

    def full(self, data):
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(work), "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        save(Progress(), work / FILE)
    assert (work / FILE).read_bytes() == before


def test_the_same_progress_is_the_same_bytes(work):
    one, two = {"02.b": ["a"], "02.a": [None]}, {"02.a": [None], "02.b": ["a"]}
    save(Progress(questions=one), work / FILE)
    first = (work / FILE).read_bytes()
    save(Progress(questions=two), work / FILE)
    assert (work / FILE).read_bytes() == first
    assert json.loads(first)["questions"] == one


def test_a_part_holds_what_belongs_to_it_and_no_more():
    whole = Progress(questions={"02.quiz": ["a"], "01.quiz": ["b"]})
    assert whole.only(lambda id_: id_.startswith("01.")).questions == {"01.quiz": ["b"]}
