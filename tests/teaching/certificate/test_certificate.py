"""A certificate of progress: made from a learner's copy, carried as a file, graded again by a mentor."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from lablib.cli.app import app
from lablib.cli.workspace import Workspace
from lablib.teaching.certificate import Certificate, NotACertificate, certify, load, verify
from lablib.teaching.checks import Outcome, progress, solution
from lablib.teaching.checks.progress import ExerciseProgress, Progress
from lablib.teaching.course import find_exercise, labs, repo_root

COURSE = repo_root() / "course"
EXERCISE = find_exercise((each for lab in labs() for each in lab.exercises), "00.1")


def copy_of_the_course(folder: Path, source: str) -> Path:
    """A learner's folder with one lab, whose exercise is answered by `source`."""
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    lab = EXERCISE.folder.parent.parent.name
    (folder / f"{lab}.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    return folder


def certificate_file(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, name: str = "Ada") -> Path:
    record = Progress({EXERCISE.id: ExerciseProgress(attempts=3, passed=True)})
    work = copy_of_the_course(folder, source)
    progress.save(record, work / progress.FILE)
    monkeypatch.delenv(progress.VARIABLE, raising=False)  # the command runs in the clone, beside no record
    file = folder / "certificate.json"
    made = certify(COURSE, labs(), record, work, name, "2026-11-29")
    file.write_bytes(msgspec.json.encode(made))
    return file


def test_the_answer_travels_with_the_certificate_and_passes_again(tmp_path, monkeypatch):
    file = certificate_file(tmp_path, monkeypatch, EXERCISE.solution)

    certificate = load(file)
    assert (certificate.name, list(certificate.exercises)) == ("Ada", [EXERCISE.id])
    assert len(certificate.open) == sum(len(lab.exercises) for lab in labs()) - 1
    [result] = verify(certificate)
    assert (result.state, result.answer.attempts) == ("passes", 3)


def certified(folder: Path, *cells: str, fast: tuple[str, ...] = ()) -> Certificate:
    """The certificate of a learner whose notebooks have these cells, and whose check of 00.1 has passed."""
    lab = f"{EXERCISE.folder.parent.parent.name}.ipynb"
    (folder / "fast").mkdir()
    for place, sources in ((folder, cells), (folder / "fast", fast)):
        notebook = {"cells": [{"cell_type": "code", "source": each} for each in sources]}
        (place / lab).write_text(json.dumps(notebook), "utf-8")
    record = Progress({EXERCISE.id: ExerciseProgress(attempts=1, passed=True)})
    return certify(COURSE, labs(), record, folder, "Ada", "2026-11-29")


USES_MORE = """
def shortfall(served, stored):
    lost = Lost({event["event_id"] for event in stored})
    return lost.of(served) / tokens(served)
"""
OTHER_CELLS = (
    "print('no')\nimport dataclasses",
    "IN, OUT = 'tokens_in', 'tokens_out'\nserved = replay()",
    """def tokens(events, names=(IN, OUT)):
    return sum(event[name] for event in events for name in names)


@dataclasses.dataclass
class Lost:
    stored: set

    def of(self, events):
        return tokens([event for event in events if event["event_id"] not in self.stored])
""",
)


def test_what_the_answer_uses_of_other_cells_comes_along_and_nothing_else(tmp_path):
    made = certified(tmp_path, *OTHER_CELLS, USES_MORE, "IN = 'a later cell has its own'")

    assert [each.state for each in verify(made)] == ["passes"]
    assert "print" not in made.exercises[EXERCISE.id].source
    assert "replay" not in made.exercises[EXERCISE.id].source


@pytest.mark.parametrize(
    "more",
    [
        'check("00.1", shortfall)',
        "yours = shortfall(proof_served, proof_stored)\nyours",
        "for event in served:\n    print(tokens([event]))",
    ],
)
def test_an_answer_whose_cell_also_checks_it_or_tries_it_out_passes(tmp_path, more):
    made = certified(tmp_path, "from lablib import check", f"{EXERCISE.solution}\n\n{more}")

    assert [each.state for each in verify(made)] == ["passes"]
    assert more not in made.exercises[EXERCISE.id].source


def test_an_answer_keeps_what_its_cell_makes_step_by_step(tmp_path):
    steps = "NAMES = set()\nfor name in ('in', 'out'):\n    NAMES.add(f'tokens_{name}')\n\n\n"
    answer = EXERCISE.solution.replace(
        'event["tokens_in"] + event["tokens_out"]', "sum(map(event.get, NAMES))"
    )
    assert "NAMES" in answer

    assert [each.state for each in verify(certified(tmp_path, steps + answer))] == ["passes"]


def test_the_answer_of_the_fast_notebook_counts_beside_an_untouched_lesson(tmp_path):
    starter = (EXERCISE.folder / "starter.py").read_text("utf-8")

    assert [each.state for each in verify(certified(tmp_path, starter, fast=(EXERCISE.solution,)))] == [
        "passes"
    ]


def test_a_notebook_that_was_not_saved_is_told_and_not_taken_for_an_answer(tmp_path, monkeypatch):
    starter = (EXERCISE.folder / "starter.py").read_text("utf-8")
    said_without_code(tmp_path, monkeypatch, starter)


def test_code_that_does_not_run_alone_is_not_said_to_be_gone(tmp_path, monkeypatch):
    source = "def shortfall(served, stored, most=limit_of(served)):\n    return 0.0\n"
    assert "or the code raises an error when it runs alone" in said_without_code(
        tmp_path, monkeypatch, source
    )


def said_without_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> str:
    """What the command says of a passed exercise whose cell can't be used."""
    [result] = verify(load(certificate_file(tmp_path, monkeypatch, source)))
    monkeypatch.setattr("lablib.cli.certificate.Workspace", lambda root: Workspace(root, tmp_path))
    done = CliRunner().invoke(app, ["certificate", "--out", str(tmp_path / "again.json")])

    assert result.state == "no code"
    said = " ".join(done.output.split())
    assert f"Without its code: {EXERCISE.id}. " in said
    return said


@pytest.mark.parametrize(("asked", "shown"), [(0, False), (1, False), (2, True)])
def test_the_solution_counts_as_shown_if_it_was_before_the_pass(tmp_path, monkeypatch, asked, shown):
    file = certificate_file(tmp_path, monkeypatch, EXERCISE.solution)
    record = Progress({EXERCISE.id: ExerciseProgress(attempts=3)})
    monkeypatch.setattr(progress, "place", lambda: file.with_name(progress.FILE))
    progress.save(record, file.with_name(progress.FILE))
    for _ in range(asked):
        solution("00.1")
    progress.record_attempt(EXERCISE.id, Outcome.PASSED, "00.1.passed")
    solution("00.1")
    solution("00.1")
    kept = progress.load(file.with_name(progress.FILE))
    made = certify(COURSE, labs(), kept, tmp_path, "Ada", "2026-11-29")

    assert made.exercises[EXERCISE.id].solution_shown == shown


def test_a_record_that_was_edited_by_hand_is_not_believed(tmp_path, monkeypatch):
    wrong = "def shortfall(served, stored):\n    return 0.0\n"
    [result] = verify(load(certificate_file(tmp_path, monkeypatch, wrong)))

    assert result.state == "doesn't pass"
    assert result.said.startswith("00.1.")


def test_code_that_is_gone_and_code_that_does_not_run_are_told_apart(tmp_path, monkeypatch):
    [gone] = verify(load(certificate_file(tmp_path, monkeypatch, "x = 1")))
    file = certificate_file(tmp_path, monkeypatch, EXERCISE.solution)
    whole = json.loads(file.read_text("utf-8"))
    whole["exercises"][EXERCISE.id]["source"] = "raise RuntimeError('no')"
    file.write_text(json.dumps(whole), "utf-8")
    [raised] = verify(load(file))

    assert (gone.state, raised.state, raised.said) == ("no code", "doesn't pass", "RuntimeError: no")


def test_an_exercise_that_this_course_does_not_have_is_named(tmp_path, monkeypatch):
    file = certificate_file(tmp_path, monkeypatch, EXERCISE.solution)
    file.write_text(file.read_text("utf-8").replace(EXERCISE.id, "99.1-none"), "utf-8")

    assert [(each.exercise, each.state) for each in verify(load(file))] == [("99.1-none", "no such exercise")]


@pytest.mark.parametrize("text", ["{", "{}", '{"version": 2}'])
def test_a_file_that_is_no_certificate_is_refused(tmp_path, text):
    file = tmp_path / "x.json"
    file.write_text(text, "utf-8")

    with pytest.raises(NotACertificate, match=r"x\.json"):
        load(file)


def changed(file: Path, **fields: object) -> Path:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | fields), "utf-8")
    return file


def test_code_that_ends_the_program_does_not_pass(tmp_path, monkeypatch):
    leaves = {"attempts": 1, "solution_shown": False, "source": "raise SystemExit(0)"}
    file = changed(
        certificate_file(tmp_path, monkeypatch, EXERCISE.solution), exercises={EXERCISE.id: leaves}
    )
    done = CliRunner().invoke(app, ["verify", str(file)])

    assert (done.exit_code, "0 of 1 answer passes" in done.output) == (1, True)


def test_a_certificate_of_nothing_is_not_verified(tmp_path, monkeypatch):
    file = changed(certificate_file(tmp_path, monkeypatch, "x = 1"), exercises={})
    done = CliRunner().invoke(app, ["verify", str(file)])

    assert (done.exit_code, "no passed exercise" in done.output) == (1, True)


def test_nothing_in_the_file_commands_the_terminal_or_looks_like_a_line_of_the_command(tmp_path, monkeypatch):
    file = certificate_file(tmp_path, monkeypatch, EXERCISE.solution)
    answer = {"attempts": 1, "solution_shown": False, "source": "x"}
    hostile = "Ada\n\x1b[2J  02.1 passes"
    changed(file, name=hostile, date=hostile, exercises={f"99.1-{hostile}": answer})
    lines = CliRunner().invoke(app, ["verify", str(file)]).output.splitlines()

    assert len(lines) == 3
    assert "\x1b" not in "".join(lines)
    assert lines[0].startswith("Certificate of Ada [2J 02.1 passes, Ada ")
