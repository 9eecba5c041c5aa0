"""The learner's copies: filled once, never written over, reset with a backup, whatever was interrupted."""

import json
import shutil

import pytest

from lablib.cli.workspace import Reset, State, Workspace, WorkspaceError
from lablib.teaching.checks import progress
from lablib.teaching.checks.progress import ExerciseProgress, PredictionProgress, Progress
from lablib.teaching.course import CourseError, repo_root

LAB = "02_silent_batch_loss.ipynb"


@pytest.fixture
def course(tmp_path):
    """A clone with two labs and one data file, and nothing in work/ yet."""
    for name, text in {
        "pyproject.toml": '[project]\nname = "lablib"\n',
        "labs/01_storage_first.ipynb": "lab 1",
        f"labs/{LAB}": "lab 2",
        "data/usage-events.csv": "t_us\n1\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return Workspace(tmp_path)


def state_of(course, lab=LAB):
    return {each.path.name: each.state for each in course.labs()}[lab]


def delivered_anew(course, text):
    (course.root / "labs" / LAB).write_text(text)


def test_the_first_fill_copies_every_lab_and_the_data(course):
    assert course.fill() == ["01_storage_first.ipynb", LAB, "data/usage-events.csv"]
    assert (course.work / LAB).read_text() == "lab 2"
    assert (course.work / "data/usage-events.csv").read_text() == "t_us\n1\n"


def test_the_second_fill_copies_nothing(course):
    course.fill()
    assert course.fill() == []


def test_a_file_that_the_learner_changed_is_never_written_over(course):
    course.fill()
    (course.work / LAB).write_text("my answer")
    delivered_anew(course, "lab 2, second edition")
    assert course.fill() == []
    assert (course.work / LAB).read_text() == "my answer"
    assert state_of(course) is State.EDITED_AND_OUTDATED


def test_a_file_that_stood_in_work_before_the_first_fill_counts_as_the_learners(course):
    course.work.mkdir()
    (course.work / LAB).write_text("from a friend")
    course.fill()
    assert (course.work / LAB).read_text() == "from a friend"


def test_an_untouched_copy_follows_a_newer_delivery(course):
    course.fill()
    delivered_anew(course, "lab 2, second edition")
    assert state_of(course) is State.OUTDATED
    assert course.fill() == [LAB]
    assert (course.work / LAB).read_text() == "lab 2, second edition"


def test_the_states_of_a_copy_through_its_life(course):
    seen = [state_of(course)]
    course.fill()
    seen.append(state_of(course))
    (course.work / LAB).write_text("my answer")
    seen.append(state_of(course))
    course.reset("2")
    seen.append(state_of(course))
    assert seen == [State.MISSING, State.UNTOUCHED, State.CHANGED, State.UNTOUCHED]


@pytest.mark.parametrize("which", ["2", "02", "02_silent_batch_loss", LAB])
def test_reset_takes_a_number_or_a_name_and_keeps_the_learners_version(course, which):
    course.fill()
    (course.work / LAB).write_text("my answer")
    done = course.reset(which)
    assert (done.name, (course.work / LAB).read_text()) == ("02_silent_batch_loss", "lab 2")
    assert done.version == course.work / "backups/02_silent_batch_loss.1.ipynb"
    assert done.version.read_text() == "my answer"


def test_a_second_reset_does_not_write_over_the_first_backup(course):
    course.fill()
    for answer in ("first", "second"):
        (course.work / LAB).write_text(answer)
        course.reset("2")
    backups = sorted((course.work / "backups").iterdir())
    assert [(path.name, path.read_text()) for path in backups] == [
        ("02_silent_batch_loss.1.ipynb", "first"),
        ("02_silent_batch_loss.2.ipynb", "second"),
    ]


def test_reset_of_an_untouched_lab_makes_no_backup(course):
    course.fill()
    assert course.reset("2") == Reset("02_silent_batch_loss", None, None)
    assert not (course.work / "backups").exists()


def test_reset_brings_a_deleted_lab_back(course):
    course.fill()
    (course.work / LAB).unlink()
    assert course.reset("2").version is None
    assert (course.work / LAB).read_text() == "lab 2"


def made_progress(course):
    """In both labs an exercise, a prediction and answers."""
    record = Progress()
    for number in ("01", "02"):
        record.exercises[f"{number}.1-read"] = ExerciseProgress(attempts=2, passed=True)
        record.predictions[f"{number}.missing"] = PredictionProgress([3])
        record.questions[f"{number}.quiz"] = ["a"]
    progress.save(record, course.progress)
    return record


def test_reset_begins_the_progress_of_that_lab_anew_and_keeps_it_beside_the_backup(course):
    course.fill()
    before = made_progress(course)
    (course.work / LAB).write_text("my answer")
    done = course.reset("2")
    assert done.progress == course.work / "backups/02_silent_batch_loss.1.progress.json"
    assert progress.load(done.progress) == before.only(lambda id_: id_.startswith("02."))
    kept = before.only(lambda id_: id_.startswith("01."))
    kept.resets = {"02": 1}
    assert progress.load(course.progress) == kept


def test_progress_in_an_untouched_lab_is_kept_under_a_number_of_its_own(course):
    course.fill()
    (course.work / LAB).write_text("first")
    course.reset("2")
    made_progress(course)
    done = course.reset("2")
    assert done.version is None
    assert done.progress == course.work / "backups/02_silent_batch_loss.2.progress.json"


def test_reset_leaves_the_path_that_the_learner_chose(course):
    course.fill()
    progress.save(Progress(path="onboarding"), course.progress)
    course.reset("2")
    assert progress.load(course.progress).path == "onboarding"


def test_reset_leaves_whatever_else_is_in_work(course):
    course.fill()
    made_progress(course)
    others = ["mine.ipynb", "01_storage_first.ipynb", "notes/02.txt", "data/usage-events.csv"]
    for name in others:
        (course.work / name).parent.mkdir(exist_ok=True)
        (course.work / name).write_text(f"my {name}")
    course.reset("2")
    assert [(course.work / name).read_text() for name in others] == [f"my {name}" for name in others]


def test_a_reset_that_cannot_deliver_the_lab_has_lost_neither_version_nor_progress(course, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    course.fill()
    before = made_progress(course)
    (course.work / LAB).write_text("my answer")
    monkeypatch.setattr(shutil, "copyfile", refused)
    with pytest.raises(PermissionError):
        course.reset("2")
    assert (course.work / "backups/02_silent_batch_loss.1.ipynb").read_text() == "my answer"
    assert progress.load(course.progress) == before


def test_an_edited_copy_of_an_older_delivery_is_told_from_one_of_the_newest(course):
    course.fill()
    (course.work / LAB).write_text("my answer")
    before = state_of(course)
    delivered_anew(course, "lab 2, second edition")
    assert (before, state_of(course)) == (State.CHANGED, State.EDITED_AND_OUTDATED)
    (lab,) = [lab for lab in course.labs() if lab.path.name == LAB]
    assert course.difference(lab) == f"git diff --no-index {course.work / LAB} {course.root / 'labs' / LAB}"
    course.fill()
    assert (course.work / LAB).read_text() == "my answer"
    assert course.reset("2").version.read_text() == "my answer"
    assert state_of(course) is State.UNTOUCHED


def test_a_lab_that_the_course_has_removed_is_named_and_left_alone(course):
    course.fill()
    (course.root / "labs" / LAB).unlink()
    (course.work / "mine.ipynb").write_text("not delivered")
    course.fill()
    assert course.removed() == [LAB]
    assert (course.work / LAB).read_text() == "lab 2"
    (course.work / LAB).unlink()
    assert course.removed() == []


def test_links_in_work_stay_links(course, tmp_path):
    course.fill()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    links = [course.work / LAB, course.work / ".delivered.json"]
    for link in links:
        link.rename(elsewhere / link.name)
        link.symlink_to(elsewhere / link.name)
    links[0].write_text("my answer")
    assert course.reset("2").version.read_text() == "my answer"
    assert [link.is_symlink() for link in links] == [True, True]
    assert (elsewhere / LAB).read_text() == "lab 2"


def test_reset_of_an_unknown_lab_names_the_labs(course):
    with pytest.raises(WorkspaceError, match=r"no lab 7. The labs are: 01_storage_first, 02_silent_batch"):
        course.reset("7")


def test_an_interrupted_copy_leaves_no_half_a_notebook_and_the_next_fill_finishes(course, monkeypatch):
    def half_a_copy(source, target):
        target.write_text(source.read_text()[:2])
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copyfile", half_a_copy)
    with pytest.raises(KeyboardInterrupt):
        course.fill()
    monkeypatch.undo()
    assert not list(course.work.glob("*.ipynb"))
    course.fill()
    assert (course.work / LAB).read_text() == "lab 2"
    assert not list(course.work.rglob("*.part"))


def test_a_copy_that_was_interrupted_before_it_was_recorded_still_follows_a_newer_delivery(
    course, monkeypatch
):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "_remember", interrupted)
    with pytest.raises(KeyboardInterrupt):
        course.fill()
    monkeypatch.undo()
    course.fill()
    (course.root / "labs/01_storage_first.ipynb").write_text("lab 1, second edition")
    assert course.fill() == ["01_storage_first.ipynb"]


@pytest.mark.parametrize("damage", ['{"02', "[]", "null"])
def test_a_damaged_record_is_an_error_whose_remedy_works_and_keeps_the_labs(course, damage):
    course.fill()
    (course.work / LAB).write_text("my answer")
    record = course.work / ".delivered.json"
    record.write_text(damage)
    with pytest.raises(WorkspaceError, match=r"\.delivered\.json .*Delete that file, then: lablib start"):
        course.fill()
    record.unlink()
    assert course.fill() == []
    assert (course.work / LAB).read_text() == "my answer"
    assert sorted(json.loads(record.read_text())) == ["01_storage_first.ipynb", "data/usage-events.csv"]


def test_a_folder_that_cannot_be_written_raises_and_keeps_what_is_there(course, monkeypatch):
    def refused(_, target):
        raise PermissionError(13, "Permission denied", str(target))

    course.fill()
    (course.work / "01_storage_first.ipynb").write_text("my answer")
    delivered_anew(course, "lab 2, second edition")
    monkeypatch.setattr(shutil, "copyfile", refused)
    with pytest.raises(PermissionError, match="Permission denied"):
        course.fill()
    assert (course.work / "01_storage_first.ipynb").read_text() == "my answer"
    assert (course.work / LAB).read_text() == "lab 2"


def test_a_clone_without_labs_says_how_to_build_them(course):
    for notebook in (course.root / "labs").iterdir():
        notebook.unlink()
    with pytest.raises(WorkspaceError, match=r"has no notebooks\. Build them: lablib build"):
        course.labs()


def test_the_root_is_found_from_any_folder_below_it(course):
    deep = course.root / "data/deep"
    deep.mkdir()
    assert repo_root(deep) == course.root


def test_another_projects_folder_is_not_the_root(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "another"\n')
    with pytest.raises(CourseError, match="Run this in the folder that was cloned"):
        repo_root(tmp_path)


FAST = "fast/00_start_here.ipynb"


@pytest.fixture
def with_a_real_lab(course):
    """A clone whose labs are the course's first, so that there is something to make a fast path from."""
    shutil.rmtree(course.root / "labs")
    for folder in ("labs", "course"):
        (course.root / folder).mkdir()
    shutil.copytree(repo_root() / "course/00_start_here", course.root / "course/00_start_here")
    shutil.copy(repo_root() / "labs/00_start_here.ipynb", course.root / "labs")
    course.fill()
    return course


def test_the_fast_path_is_made_once_and_a_plain_fill_makes_none(with_a_real_lab):
    course = with_a_real_lab
    assert not (course.work / FAST).exists()
    assert [course.fill_fast(), course.fill_fast(), course.fill()] == [[FAST], [], []]
    assert course.removed() == []


def test_a_fast_notebook_follows_a_newer_lab_and_the_learners_own_is_left_alone(with_a_real_lab):
    course = with_a_real_lab
    course.fill_fast()
    toml = course.root / "course/00_start_here/lab.toml"
    toml.write_text(toml.read_text().replace('"start here"', '"begin here"'))
    assert course.fill_fast() == [FAST]
    assert "Begin here: the fast path" in (course.work / FAST).read_text()
    (course.work / FAST).write_text("my answer")
    toml.write_text(toml.read_text().replace('"begin here"', '"start here"'))
    assert course.fill_fast() == []
    assert (course.work / FAST).read_text() == "my answer"


def test_a_reset_restores_an_edited_fast_notebook_too_and_keeps_the_learners(with_a_real_lab):
    course = with_a_real_lab
    course.fill_fast()
    before = (course.work / FAST).read_text()
    assert course.reset("0").fast is None
    (course.work / FAST).write_text("my answer")
    done = course.reset("0")
    assert (done.version, done.progress) == (None, None)
    assert done.fast == course.work / "backups/00_start_here.1.fast.ipynb"
    assert (done.fast.read_text(), (course.work / FAST).read_text()) == ("my answer", before)
