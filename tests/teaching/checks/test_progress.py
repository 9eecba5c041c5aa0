"""Progress: kept in the learner's copy, written whole, never lost, the same whoever reads it."""

import json
import multiprocessing

import pytest

from lablib import check, predict
from lablib.teaching.checks import Outcome, file_lock, progress
from lablib.teaching.checks.progress import FILE, Progress, kept, load, place, record_attempt, save

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


def test_the_messages_that_wrong_answers_got_are_kept_once_each(work):
    for outcome, message in [
        (Outcome.WRONG, "02.1.no-list"),
        (Outcome.RAISED, "check.raised"),
        (Outcome.WRONG, "02.1.too-few"),
        (Outcome.WRONG, "02.1.no-list"),
        (Outcome.PASSED, "02.1.passed"),
    ]:
        record_attempt(ID, outcome, message)
    assert load(work / FILE).exercises[ID].met == ["02.1.no-list", "02.1.too-few"]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"exercises": 3}', b"\xff\xfe", b'{"exercises": {"a": 1}}']
)
def test_a_damaged_file_is_set_aside_with_a_message_and_never_lost(work, capsys, damage):
    (work / FILE).write_bytes(damage)
    record_attempt(ID, Outcome.WRONG, "02.1.no-list")
    assert (work / "progress.damaged-1.json").read_bytes() == damage
    assert attempts(work / FILE) == [(1, False, "02.1.no-list")]
    assert capsys.readouterr().out == (
        "lablib couldn't read progress.json. The file is kept as progress.damaged-1.json, and your progress "
        "starts from zero. Your notebooks are unchanged. Run them again from top to bottom, and every "
        "exercise that passes counts again.\n"
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


def attempt_often(file, times):
    for _ in range(times):
        with kept(ID) as record:
            record.exercise(ID).attempts += 1


def test_two_kernels_at_once_lose_no_attempt(work, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(work / FILE))
    fresh = multiprocessing.get_context("spawn")
    kernels = [fresh.Process(target=attempt_often, args=(work / FILE, 100)) for _ in range(2)]
    for kernel in kernels:
        kernel.start()
    for kernel in kernels:
        kernel.join()
    assert [each.attempts for each in load(work / FILE).exercises.values()] == [200]


def test_a_verdict_comes_first_even_if_progress_cannot_be_written(work, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device", str(work / FILE))

    monkeypatch.setattr(progress, "save", full)
    assert check("02.1", lambda events, answer: 7).message.id == "02.1.no-list"
    assert (
        f"couldn't save your progress in {work / FILE}: No space left on device." in capsys.readouterr().out
    )


def test_progress_that_cannot_be_read_is_no_reason_to_withhold_a_prediction(work, monkeypatch, capsys):
    (work / FILE).mkdir()
    predict("02.missing", 3)
    said = capsys.readouterr().out
    assert "Is a directory" in said
    assert "02.missing" in said


def test_what_the_block_raises_is_its_own_and_nothing_is_kept(work):
    def fails():
        with kept(ID) as record:
            record.exercise(ID).attempts += 1
            raise FileNotFoundError("mine")

    with pytest.raises(FileNotFoundError, match="mine"):
        fails()
    assert not (work / FILE).exists()


def test_a_link_stays_a_link(work, tmp_path):
    synced = tmp_path / "synced.json"
    save(Progress(), synced)
    (work / FILE).symlink_to(synced)
    record_attempt(ID, Outcome.WRONG, "02.1.no-list")
    assert (work / FILE).is_symlink()
    assert attempts(synced) == [(1, False, "02.1.no-list")]


def test_a_ring_of_links_costs_no_verdict(work, capsys):
    (work / FILE).symlink_to(work / FILE)
    assert check("02.1", lambda events, answer: 7).message.id == "02.1.no-list"
    assert (
        f"couldn't save your progress in {work / FILE}: Too many levels of symbolic links"
        in capsys.readouterr().out
    )


def test_who_keeps_the_lock_for_long_costs_no_verdict(work, capsys, monkeypatch):
    monkeypatch.setattr(file_lock, "LONGEST_WAIT_S", 0.1)
    with file_lock.locked(work / FILE):
        assert check("02.1", lambda events, answer: 7).message.id == "02.1.no-list"
    assert "another program has held it for 0.1 s" in capsys.readouterr().out


def test_an_open_notebook_is_told_once_that_its_lab_was_reset(work, monkeypatch):
    monkeypatch.setattr(progress, "_resets_seen", {})
    progress.notice("02")
    save(Progress(resets={"02": 1}), work / FILE)
    said = []
    for id_ in ("03.1-other", ID, ID):
        with kept(id_, said.append):
            pass
    assert [text.partition(",")[0] for text in said] == ["Lab 02 was reset while this notebook was open"]
