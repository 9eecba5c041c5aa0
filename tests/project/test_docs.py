"""The pages under docs/ are true to the code: model choices, examples, outputs, the list of labs."""

import ast
import re
import runpy
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lablib
from lablib.cli import telling
from lablib.cli.app import app
from lablib.teaching.course import labs, repo_root

ROOT = repo_root()
SOURCE = Path(lablib.__file__).parent


def named_models(source):
    """Constants whose comment, on their own lines or right above, says that they are a model."""
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            first = statement.lineno - 1
            while first and re.match(r"# (?!---)", lines[first - 1]):
                first -= 1
            comments = " ".join(line.partition("#")[2] for line in lines[first : statement.end_lineno])
            if re.search(r"\bmodel\b", comments):
                yield statement.targets[0].id


@pytest.mark.parametrize(
    "source",
    [
        "A_S = 1  # model: why",
        "# model: why\nA_S = 1",
        "A_S = (  # model\n    1,\n)",
        "B = 2\nA_S = 1  # page; model: why\nC = 3",
    ],
)
def test_a_model_choice_is_found_beside_its_constant_and_above_it(source):
    assert list(named_models(source)) == ["A_S"]


def test_a_heading_makes_no_model_choice():
    assert list(named_models("# --- network: model, none of these is AWS's\nA_S = 1  # a page")) == []


def test_the_fidelity_page_names_every_model_choice_of_limits_and_no_other():
    page = (ROOT / "docs/fidelity.md").read_text()
    table = page.partition("## Model choices with a number")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE) == list(
        named_models((SOURCE / "simulator/limits.py").read_text())
    )


def test_the_python_examples_of_the_docs_run():
    blocks = [
        block
        for page in sorted((ROOT / "docs").glob("*.md"))
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    ]
    assert blocks
    for block in blocks:
        exec(compile(block, "docs", "exec"), {})


def test_the_readme_shows_what_lablib_replay_really_prints(monkeypatch):
    shown = re.search(
        r"^```console\n\$ lablib (replay [^\n]*)\n(.*?)^```",
        (ROOT / "README.md").read_text(),
        re.MULTILINE | re.DOTALL,
    )
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(telling.console, "width", 80)
    printed = CliRunner().invoke(app, shown[1].split(), catch_exceptions=False).stdout
    shown_lines, printed_lines = (
        [line.rstrip() for line in text.splitlines()] for text in (shown[2], printed)
    )
    assert shown_lines == printed_lines, "README.md: paste the output of its command anew"


def test_the_readme_lists_every_lab_as_the_lab_says_of_itself():
    listed = re.findall(
        r"^\| (\d\d) \| (.+?) \| (\d+) \| (.+?) \|$", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert listed == [(lab.number, lab.facts.title, str(lab.facts.minutes), lab.facts.able) for lab in labs()]


def test_the_readme_adds_up_the_minutes_of_each_way_through_the_course():
    minutes = {lab.number: lab.facts.minutes for lab in labs()}
    readme = (ROOT / "README.md").read_text()
    ways = re.findall(r"^\| [^|]+ \| (\d\d, [^|]+) \| (\d+) \|$", readme, re.MULTILINE)
    said = [int(total) for _, total in ways]
    whole = [sum(minutes[lab] for lab in re.findall(r"\d\d", taken)) for taken, _ in ways]
    assert said == [whole[0], _first_day_minutes(), whole[2]]


def _first_day_minutes() -> int:
    """The way of somebody new on the team has parts of labs: the page of the first day has their minutes."""
    first_day = (ROOT / "docs/onboarding.md").read_text("utf-8").split("\n## ")[1]
    return sum(map(int, re.findall(r"^\| lab [^|]+ \| (\d+) \|", first_day, re.MULTILINE)))


@pytest.mark.nightly
def test_the_moving_picture_of_the_readme_is_what_the_check_says_of_that_code():
    drawn = runpy.run_path(str(ROOT / "docs/draw_send_all.py"))["draw"]()
    stored = (ROOT / "docs/images/send_all.svg").read_text()
    assert stored == drawn, "run: .venv/bin/python docs/draw_send_all.py"


def test_the_picture_of_the_house_is_what_the_contracts_and_docstrings_say():
    drawn = runpy.run_path(str(ROOT / "docs/draw_house.py"))["draw"]()
    stored = (ROOT / "docs/images/house.svg").read_text()
    assert stored == drawn, "run: .venv/bin/python docs/draw_house.py"


def test_every_file_that_the_architecture_page_names_is_there():
    page = (ROOT / "docs/architecture.md").read_text()
    named = set(re.findall(r"`([\w/]+\.(?:py|toml))`", page)) - {"pyproject.toml"}
    files = [
        *SOURCE.parent.rglob("*.py"),
        *SOURCE.rglob("*.toml"),
        *(ROOT / "docs").glob("*.py"),
        *(ROOT / "classroom").glob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
    ]
    here = {f"/{file.relative_to(ROOT).as_posix()}" for file in files}
    assert len(named) > 20
    assert [name for name in sorted(named) if not any(each.endswith(f"/{name}") for each in here)] == []
