"""`lablib status`: how far the learner is in each lab, and the next step, on a page of 80 columns."""

import io
import json

import pytest
from rich.console import Console

from lablib.cli.status import notebook_to_open, show
from lablib.cli.workspace import Workspace

LAB = """
title = "{title}"
minutes = {minutes}
able = "find the loss"
explains = "Why events vanish."
"""
EXERCISE = """
id = "{number}-{name}"
title = "{name}"
answer = "{name}"
objective = "Tell which."
minutes = {minutes}
hints = []
misconceptions = []
why = "."
obvious = "."
production = "."
"""
QUESTIONS = """
[[quiz]]
ask = "?"
options = {a = "x", b = "y"}
right = "a"
why = {a = "x", b = "y"}
[predict.missing]
ask = "How many?"
kind = "number"
example = [3]
says = {other = "Look again."}
"""
PATHS = """
[onboarding]
title = "new on the team"
first_day = [{lab = "02", through = "02.1", minutes = 10, ask = "?"}]
later = [{lab = "01", minutes = 20, ask = "?"}]
"""
FIRST = "01_storage"
SECOND = "02_loss"


@pytest.fixture
def workspace(tmp_path):
    """A clone with two labs of two exercises, copied to work/: 01 with 20 minutes, 02 with 45."""
    for lab, title, minutes in ((FIRST, "storage first", 20), (SECOND, "silent batch loss", 45)):
        number = lab[:2]
        files = {
            f"labs/{lab}.ipynb": lab,
            f"course/{lab}/lab.toml": LAB.format(title=title, minutes=minutes),
            f"course/{lab}/questions.toml": QUESTIONS,
            f"course/{lab}/exercises/read/exercise.toml": EXERCISE.format(
                number=f"{number}.1", name="read", minutes=6
            ),
            f"course/{lab}/exercises/send/exercise.toml": EXERCISE.format(
                number=f"{number}.2", name="send", minutes=9
            ),
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
    workspace = Workspace(tmp_path)
    workspace.fill()
    return workspace


def passed(workspace, *exercises, **more):
    record = {"exercises": {each: {"attempts": 1, "passed": True} for each in exercises}} | more
    workspace.progress.write_text(json.dumps(record))


def shown(workspace, **settings):
    page = io.StringIO()
    show(workspace, Console(file=page, width=80, highlight=False, **settings))
    return page.getvalue()


def rows(workspace):
    """The words of each lab's row, with one space between them."""
    return {
        line[:2]: " ".join(line.split())
        for line in shown(workspace).splitlines()
        if line.startswith(("01 ", "02 "))
    }


def last_line(workspace):
    return shown(workspace).splitlines()[-1]


def test_before_the_first_step_everything_is_open_and_the_first_exercise_is_next(workspace):
    assert rows(workspace)["02"] == "02 silent batch loss untouched 0 of 2 0 of 1 0 of 1 45 of 45"
    assert last_line(workspace) == "Next: exercise 01.1, read (6 minutes), in lab 01, storage first."


def test_a_pass_counts_takes_its_minutes_off_and_leaves_the_other_exercise_open(workspace):
    passed(workspace, "01.1-read")
    assert "1 of 2 0 of 1 0 of 1 14 of 20" in rows(workspace)["01"]
    assert "open: 01.2" in shown(workspace)
    assert last_line(workspace) == "Next: exercise 01.2, send (9 minutes), in lab 01, storage first."


def test_a_prediction_and_an_answer_count(workspace):
    passed(
        workspace, predictions={"02.missing": {"value": [3], "right": False}}, questions={"02.quiz": ["b"]}
    )
    assert "0 of 2 1 of 1 1 of 1 45 of 45" in rows(workspace)["02"]


def test_a_finished_lab_has_no_minutes_left_and_the_next_one_is_next(workspace):
    passed(workspace, "01.1-read", "01.2-send")
    assert "2 of 2 0 of 1 0 of 1 0 of 20" in rows(workspace)["01"]
    assert last_line(workspace) == "Next: exercise 02.1, read (6 minutes), in lab 02, silent batch loss."


def test_a_lab_that_was_begun_is_next_though_an_earlier_one_was_skipped(workspace):
    assert notebook_to_open(workspace) == f"{FIRST}.ipynb"
    passed(workspace, predictions={"02.missing": {"value": [3]}})
    assert last_line(workspace) == "Next: exercise 02.1, read (6 minutes), in lab 02, silent batch loss."
    assert notebook_to_open(workspace) == f"{SECOND}.ipynb"


def test_the_last_exercise_passed_ends_the_course(workspace):
    passed(workspace, "01.1-read", "01.2-send", "02.1-read", "02.2-send")
    assert last_line(workspace).startswith("You have finished every lab.")


def test_a_prediction_is_skipped_only_in_a_lab_that_was_begun(workspace):
    assert "Skipped" not in shown(workspace)
    passed(workspace, "01.1-read")
    assert "Skipped predictions: 01.missing. It is never too late" in shown(workspace)


def test_a_lab_without_exercises_is_finished_with_its_predictions_and_questions(workspace):
    for exercise in (workspace.root / "course" / FIRST / "exercises").iterdir():
        exercise.rename(exercise.with_name(f"_{exercise.name}"))
    assert last_line(workspace) == "Next: lab 01, storage first (20 minutes)."
    passed(workspace, predictions={"01.missing": {"value": [3]}}, questions={"01.quiz": ["a"]})
    assert last_line(workspace).startswith("Next: exercise 02.1,")


def test_a_missing_copy_is_what_comes_first(workspace):
    (workspace.work / f"{FIRST}.ipynb").unlink()
    assert "missing" in rows(workspace)["01"]
    assert last_line(workspace) == (
        "Next: lablib start. It copies lab 01, storage first, to work/ and opens JupyterLab there."
    )


def test_an_outdated_copy_is_told_with_the_command_that_renews_it(workspace):
    (workspace.root / "labs" / f"{SECOND}.ipynb").write_text("second edition")
    assert "outdated" in rows(workspace)["02"]
    assert "A newer version of 02 is here, and you haven't changed your copy. lablib start" in shown(
        workspace
    )


def test_a_damaged_progress_file_is_set_aside_and_told_with_its_remedy_below_the_table(workspace):
    workspace.progress.write_text('{"exercises": [')
    table, _, below = shown(workspace).partition("45 of 45")
    assert "couldn't read" not in table
    assert "lablib couldn't read progress.json. The file is kept as progress.damaged-1.json" in below
    assert "Run them again from top to bottom" in below
    assert (workspace.work / "progress.damaged-1.json").read_text() == '{"exercises": ['


def test_a_lab_whose_files_are_broken_costs_its_own_row_and_a_line_with_the_remedy(workspace):
    (workspace.root / "course" / FIRST / "lab.toml").write_text("title = 7")
    workspace.progress.write_text("damaged as well")
    said = shown(workspace)
    broken = next(line for line in said.splitlines() if "lab.toml: " in line)
    assert broken.endswith(f"git restore course/{FIRST}")
    assert any(line.split() == [FIRST, "untouched"] for line in said.splitlines())
    assert "progress.damaged-1.json" in said
    assert last_line(workspace) == "Next: exercise 02.1, read (6 minutes), in lab 02, silent batch loss."


SUBJECTS = """
"retries" = ["01.missing"]
"hot keys" = ["02.missing"]
"the order of events" = ["03.missing"]
"""
ACCOUNT = """
[{id}]
what = "thrown away"
kind = "lost"
explained_by = "{explained_by}"
stopped_by = "{stopped_by}"
run = "an hour"
once_usd = {usd}
times = 1
because = "once"
remedy = "resend"
repaired_usd = 0.0
"""
MISCONCEPTION = """
[{id}]
belief = "{belief}"
fact = "."
source = "https://aws.amazon.com/"
"""


def learned(workspace):
    """What stands between the table and the next step."""
    _, _, below = shown(workspace).partition("\n\n")
    return [line for line in below.splitlines()[:-1] if "Skipped" not in line]


def test_predictions_are_summed_up_by_subject(workspace):
    (workspace.root / "course/subjects.toml").write_text(SUBJECTS)
    predictions = {"01.missing": {"value": [3], "right": True}, "02.missing": {"value": [3], "right": False}}
    passed(workspace, predictions=predictions | {"03.missing": {"value": [1]}})
    assert learned(workspace) == [
        "Labs finished: 0 of 2. Exercises passed: 0 of 4.",
        "Predictions right: 1 of 2: right about retries (1/1); wrong about hot keys (0/1).",
    ]


def test_the_dollars_of_a_lab_are_explained_and_stopped_once_it_is_finished(workspace):
    (workspace.root / "course/account.toml").write_text(
        ACCOUNT.format(id="a", explained_by="01", stopped_by="01", usd=1_000.4)
        + ACCOUNT.format(id="b", explained_by="01", stopped_by="02", usd=30.0)
    )
    passed(workspace, "01.1-read")
    assert learned(workspace) == ["Labs finished: 0 of 2. Exercises passed: 1 of 4."]
    passed(workspace, "01.1-read", "01.2-send")
    assert learned(workspace) == [
        "Labs finished: 1 of 2. Exercises passed: 2 of 4.",
        "Of the 1,030 dollars that leak each month, you have explained 1,030 and stopped 1,000.",
    ]


def test_the_path_that_was_chosen_and_the_fast_notebooks_are_named(workspace):
    (workspace.root / "course/paths.toml").write_text(PATHS)
    passed(workspace, "02.1-read", path="onboarding")
    (workspace.work / "fast").mkdir()
    assert learned(workspace)[1:] == [
        "Path: new on the team, 1 of 2 steps done. To leave the path: lablib start --path labs",
        "The labs without their lessons are in work/fast/. To open them: lablib start --fast",
    ]
    assert last_line(workspace) == "Next: exercise 01.1, read (6 minutes), in lab 01, storage first."


def test_a_misconception_is_overcome_when_its_message_was_met_and_the_exercise_is_passed(workspace):
    believes = {"b-is-right": "It is b.", "all-is-stored": "All is stored."}
    table = (MISCONCEPTION.format(id=id_, belief=belief) for id_, belief in believes.items())
    (workspace.root / "course/misconceptions.toml").write_text("".join(table))
    wrong = workspace.root / "course" / FIRST / "exercises/read/wrong"
    wrong.mkdir()
    (wrong / "trusts.py").write_text("# all-is-stored -> 01.1.lost\n")
    met = {"attempts": 2, "passed": False, "met": ["01.1.lost", "01.1.of-nobody"]}
    workspace.progress.write_text(json.dumps({"exercises": {"01.1-read": met}}))
    assert learned(workspace)[1] == "Misconceptions overcome: 0, still open: 1."
    workspace.progress.write_text(json.dumps({"exercises": {"01.1-read": met | {"passed": True}}}))
    assert (
        learned(workspace)[1]
        == "Misconceptions overcome: 1, still open: 0. You no longer believe: “All is stored”."
    )


def test_the_table_fits_80_columns_and_a_pipe_gets_each_sentence_as_one_line_without_colour(workspace):
    passed(workspace, "01.1-read")
    said = shown(workspace)
    table = said.partition("Skipped")[0].splitlines()
    assert [line for line in table if len(line) > 80 or "…" in line] == []
    assert "\x1b" not in said


def test_no_color_is_obeyed_in_a_terminal(workspace):
    passed(workspace, "01.1-read", "01.2-send")
    assert "\x1b[32m" in shown(workspace, force_terminal=True, color_system="standard")
    assert "\x1b[32m" not in shown(
        workspace, force_terminal=True, color_system="standard", _environ={"NO_COLOR": "1"}
    )
