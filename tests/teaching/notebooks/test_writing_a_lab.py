"""docs/writing-a-lab.md: its files are the example's, its tables the machine's, and its commands work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lablib.teaching.course import Choice, Misconception, Prediction, read_misconceptions, repo_root
from lablib.teaching.course.exercise import Facts as ExerciseFacts
from lablib.teaching.course.exercise import Hint
from lablib.teaching.course.labs import Facts as LabFacts
from lablib.teaching.notebooks import lesson
from lablib.teaching.notebooks.lint import headings, lesson_calls, reading_time

ROOT = repo_root()
EXAMPLE = ROOT / "docs/example-lab"
PAGE = (ROOT / "docs/writing-a-lab.md").read_text("utf-8")
MISCONCEPTIONS = ROOT / "docs/example-misconceptions.toml"
FILES = {
    path.relative_to(EXAMPLE).as_posix(): path
    for path in sorted(EXAMPLE.rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts
} | {"misconceptions.toml": MISCONCEPTIONS}


@pytest.mark.parametrize("name", FILES)
def test_the_page_shows_each_file_of_the_example_as_it_is(name):
    shown = re.search(rf"^`{re.escape(name)}`\n\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert shown
    assert shown[1] == FILES[name].read_text("utf-8")


def test_the_page_shows_no_other_file():
    assert len(re.findall(r"^`[\w/.]+`\n\n```", PAGE, re.MULTILINE)) == len(FILES)


@pytest.mark.parametrize("form", [LabFacts, ExerciseFacts, Hint, Choice, Prediction, Misconception])
def test_the_page_explains_every_field_of_a_form(form):
    explained = set(re.findall(r"`(\w+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    assert set(form.__struct_fields__) <= explained


def test_the_examples_misconceptions_can_be_added_to_the_courses():
    added = tomllib.loads(MISCONCEPTIONS.read_text("utf-8"))
    assert not added.keys() & read_misconceptions(ROOT / "course").keys()


def test_the_page_lists_the_headings_in_their_order():
    assert tuple(re.findall(r"^\| `## ([^`]+)` \|", PAGE, re.MULTILINE)) == headings.ANATOMY


@pytest.mark.parametrize(
    "rule",
    [
        f"at most {lesson.MAX_CODE_CELLS} of code, at most {lesson.MAX_CELL_LINES} lines each",
        f"({lesson.MAX_EXERCISE_LINES} in an exercise)",
        f"at least {100 * reading_time.LEAST_SHARE:.0f} %",
        f"{reading_time.WORDS_PER_MINUTE} words a minute",
        f"{reading_time.CODE_LINE_S:.0f} s for a line of code",
        f"{reading_time.RUN_S:.0f} s for a cell to run",
        f"{reading_time.ANSWER_S:.0f} s for a question",
    ],
)
def test_the_page_tells_the_linters_numbers(rule):
    assert rule in PAGE


def test_the_page_tells_how_many_questions_a_lab_asks():
    assert (lesson_calls.RECALL_QUESTIONS, lesson_calls.LEAST_QUIZ_QUESTIONS) == (3, 3)
    assert "three in recall, three or more in the quiz" in PAGE


@pytest.mark.nightly
def test_the_commands_of_the_page_make_a_lab_of_the_example(tmp_path: Path):
    commands = re.search(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[1]
    run = subprocess.run(
        ["sh", "-ec", commands],
        check=False,
        cwd=course_of_its_own(tmp_path),
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "12_calls_of_five_hundred: keeps every rule\n" in run.stdout
    assert re.search(r"= \d+ passed", run.stdout)
    assert "exercises passed 1 of 1" in run.stdout
    assert "12.1-calls-needed: stopped, 12.1.too-few\n" in run.stdout


def course_of_its_own(root: Path) -> Path:
    """A clone of this project without a lab: the library knows its course by the folder it is in."""
    without_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(EXAMPLE, root / "docs/example-lab", ignore=without_caches)
    shutil.copy(MISCONCEPTIONS, root / "docs")
    shutil.copytree(ROOT / "tests/teaching/checks", root / "tests/teaching/checks", ignore=without_caches)
    for shared in (ROOT / "tests").glob("*.py"):
        shutil.copy(shared, root / "tests")
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "course").mkdir()
    shutil.copy(ROOT / "course/account.toml", root / "course")
    (root / ".venv/bin").mkdir(parents=True)
    for name, start in [
        ("lablib", "from lablib.cli.app import app; app()"),
        ("pytest", "import pytest; raise SystemExit(pytest.main())"),
    ]:
        script = root / ".venv/bin" / name
        script.write_text(f"#!{sys.executable}\n{start}\n")
        script.chmod(0o755)
    return root
