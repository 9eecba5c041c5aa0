"""The pages for a team: what they quote is what the course has and the command prints."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lablib.cli.app import app
from lablib.teaching.course import Step, read_paths, repo_root

ROOT = repo_root()


def test_the_onboarding_page_has_every_step_of_the_path_with_its_minutes_and_its_question():
    path = read_paths(ROOT / "course")["onboarding"]
    page = (ROOT / "docs/onboarding.md").read_text("utf-8")
    rows = re.findall(r"^\| (lab .*) \|$", page, re.MULTILINE)

    assert rows == [f"{_step(step)} | {step.minutes} | {step.ask}" for step in path.steps]
    assert f"The labs take {sum(step.minutes for step in path.first_day)} minutes" in page


def _step(step: Step) -> str:
    return f"lab {step.lab} through exercise {step.through}" if step.through else f"lab {step.lab}"


def test_the_review_on_the_page_is_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = (ROOT / "docs/our-own-stream.md").read_text("utf-8")
    [mapping] = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    [shown] = re.findall(r"^\$ lablib review mapping\.json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("mapping.json").write_text(mapping, "utf-8")

    assert CliRunner().invoke(app, ["review", "mapping.json"]).output == shown
