"""The instructor's pages are true to the course: questions, message ids, counts, minutes, commands, plans."""

import json
import re
import tomllib
from collections import Counter
from functools import cache

import pytest

from lablib.cli.app import app
from lablib.teaching.checks.message_catalogue import machine_texts, texts, texts_of
from lablib.teaching.course import labs, read_misconceptions, repo_root
from lablib.teaching.game_day.master_notes import master_notes

ROOT = repo_root()
FOLDER = ROOT / "docs/instructor"
EVERY_LAB = pytest.mark.parametrize("lab", labs(), ids=lambda lab: lab.number)
MINUTES_OF_A_NIGHT_OUT = 75  # what a game day of a group takes in the plan of a day


@cache
def page(name):
    return (FOLDER / f"{name}.md").read_text("utf-8")


def page_of(lab):
    return page(lab.name.replace("_", "-"))


def section(text, heading):
    """What stands under a heading, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    return re.split(rf"^#{{2,{len(level)}}} ", text.partition(f"\n{heading}\n")[2], flags=re.MULTILINE)[0]


def rows(text):
    """The rows of all tables, without the heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    heads = {n - 1 for n, line in enumerate(lines) if line.startswith("|---")}
    return [row for n, row in enumerate(cells) if n not in heads and not lines[n].startswith("|---")]


def timetable(text):
    """What is done, and for how many minutes, in a table that says when each begins and ends with the end."""
    table = [row for row in rows(text) if len(row) >= 3 and row[0].isdigit()]
    *steps, (end, *_) = table
    minutes = [int(row[1]) for row in steps]
    assert [int(row[0]) for row in table] == [sum(minutes[:n]) for n in range(len(table))]
    return {row[2]: int(row[1]) for row in steps}, int(end)


def printed(lab):
    """All that the solved notebook prints, with single spaces."""
    cells = json.loads((ROOT / "solutions" / f"{lab.name}.ipynb").read_text("utf-8"))["cells"]
    shown = [out for cell in cells for out in cell.get("outputs", [])]
    texts_of_cells = ("".join(out.get("text") or out.get("data", {}).get("text/plain", "")) for out in shown)
    return " ".join(" ".join(texts_of_cells).split())


@EVERY_LAB
def test_a_page_asks_for_a_vote_on_every_prediction_of_its_lab_word_for_word_and_says_what_the_run_says(lab):
    votes = section(page_of(lab), "## Predictions to vote on")
    asked, output = lab.questions.predict, printed(lab)
    beliefs = read_misconceptions(ROOT / "course")

    in_order = re.findall(r'prediction="([\w-]+)"', (lab.folder / "lesson.py").read_text("utf-8"))
    assert asked.keys() == set(in_order)
    assert re.findall(r"^### (.+)$", votes, re.MULTILINE) == [f"{lab.number}.{name}" for name in in_order]
    for name, prediction in asked.items():
        vote = section(votes, f"### {lab.number}.{name}")
        said = re.search(
            rf"{lab.number}\.{name}: you predicted .*?\bit is ((?:[a-f], )+[a-f]|[a-f](?= \()|[\d,.]*\d)",
            output,
        )
        assert re.findall(r"^> (.+)$", vote, re.MULTILINE) == [prediction.ask]
        assert dict(re.findall(r"^- \*\*(\w)\*\* (.+)$", vote, re.MULTILINE)) == prediction.options
        assert re.search(rf"^\* \*\*The run says\*\* {re.escape(said[1])}(?:\.$|, and)", vote, re.MULTILINE)
        assert set(re.findall(r"\(\*(.+?)\*\)", vote)) == {
            beliefs[id_].belief.removesuffix(".") for id_ in prediction.misconceptions.values()
        }
        assert prediction.close == int((re.search(r"within (\d+) %", vote) or [0, 0])[1]) / 100


@EVERY_LAB
def test_the_wrong_answers_of_a_page_have_messages_of_their_exercise_and_as_many_blind_answers_as_it_says(
    lab,
):
    wrong = section(page_of(lab), "## Wrong answers to expect")
    headings = [f"{each.number} {each.facts.title}" for each in lab.exercises]

    assert re.findall(r"^### (.+)$", wrong, re.MULTILINE) == headings
    for exercise, heading in zip(lab.exercises, headings, strict=True):
        table = section(wrong, f"### {heading}")
        blind = blind_answers(exercise)
        counts = {row[0].strip("`"): row[1] for row in rows(table)}
        assert counts.keys() <= texts_of(exercise).keys() | machine_texts().keys()
        if blind:
            assert f"| blind answers, of {blind.total()} |" in table
            assert counts == {message: str(blind[message]) for message in counts}
        assert all(row[-1].endswith("?") for row in rows(table)), "what is asked back is a question"


def blind_answers(exercise):
    file = exercise.folder / "blind/verdicts.toml"
    verdicts = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    return Counter(verdict["now"] for answer, verdict in verdicts.items() if "/wrong/" in answer)


@EVERY_LAB
def test_the_minutes_of_a_page_add_up_to_those_of_its_lab_and_its_exercises_take_their_own(lab):
    text = page_of(lab)
    steps, end = timetable(section(text, "## Timing"))
    own = {f"Exercise {each.number}": each.facts.minutes for each in lab.exercises}
    skipped = {row[0]: int(row[1]) for row in rows(section(text, "## When you are late"))}

    assert end == lab.facts.minutes
    assert f"takes {lab.facts.minutes} minutes" in text
    assert {step: took for step, took in steps.items() if step.startswith("Exercise ")} == own
    assert skipped
    assert skipped.items() <= steps.items()


@pytest.mark.parametrize(("plan", "minutes"), [("Two hours", 120), ("Half a day", 240), ("A day", 480)])
def test_a_plan_adds_up_and_what_it_skips_when_late_saves_enough(plan, minutes):
    text = section(page("plans"), f"## {plan}")
    steps, end = timetable(text)
    whole = {
        found[1]: took for step, took in steps.items() if (found := re.match(r"\[Lab (\d\d)\]\S+$", step))
    }
    late = {int(row[0]): row[1] for row in rows(text) if len(row) == 2}

    assert end == minutes
    assert whole == {lab.number: lab.facts.minutes for lab in labs() if lab.number in whole}
    assert steps.get("[Game day](leading-a-game-day.md)", MINUTES_OF_A_NIGHT_OUT) == MINUTES_OF_A_NIGHT_OUT
    assert list(late) == [10, 20, 30]
    for minutes_late, skipped in late.items():
        items = {what: int(saved) for what, saved in re.findall(r"(?:^|, )([^(]+) \((\d+)\)", skipped)}
        assert items.items() <= in_a_lab_page().items()
        assert sum(items.values()) >= minutes_late


def in_a_lab_page():
    """What can be skipped, as a plan calls it: the steps of the labs' pages."""
    named = {}
    for lab in labs():
        for step, took in timetable(section(page_of(lab), "## Timing"))[0].items():
            shared = step in ("Recall", "Discussion")
            named[f"the {step.lower()} of lab {lab.number}" if shared else step] = took
    return named


def test_the_two_hours_show_of_lab_07_what_its_page_has_in_these_minutes():
    lab = next(lab for lab in labs() if lab.number == "07")
    steps, _ = timetable(section(page_of(lab), "## Timing"))
    [(shown, took)] = re.findall(r"\| (\d+ \| \[Lab 07\][^|]+, on the projector) \| ([^|]+)", page("plans"))
    parts = [
        "A function and a dashboard",
        "Discussion",
        *(f"Vote {vote}" for vote in re.findall(r"07\.[\w-]+", took)),
    ]

    assert int(shown.partition(" ")[0]) == sum(steps[part] for part in parts)


def test_the_game_day_has_the_reveals_and_the_debrief_of_the_game_masters_page_in_75_minutes():
    text, notes = page("leading-a-game-day"), master_notes(ROOT / "course")
    revealed = [(int(row[0]), row[1]) for row in rows(section(text, "## Reveals"))]
    asked = re.findall(r"^\d\. (.+)$", section(text, "## The debrief"), re.MULTILINE)

    steps, end = timetable(section(text, "## The 75 minutes"))
    assert end == MINUTES_OF_A_NIGHT_OUT
    assert revealed == [(reveal.minute, reveal.title) for reveal in notes.reveal]
    assert steps["The night"] == notes.reveal[-1].minute
    assert asked == notes.debrief.ask


def test_every_id_and_command_of_the_pages_exists():
    texts_by_name = {file.stem: file.read_text("utf-8") for file in sorted(FOLDER.glob("*.md"))}
    text = "\n".join(texts_by_name.values())
    measured = ("classroom", "desk")  # a number such as 12.5 is seconds there
    without_measurements = "\n".join(each for name, each in texts_by_name.items() if name not in measured)
    exercises = {each.number for lab in labs() for each in lab.exercises}
    predictions = {f"{lab.number}.{name}" for lab in labs() for name in lab.questions.predict}
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"(?<![\d.])\d\d\.[a-z][a-z-]*", text)) <= predictions
    assert set(re.findall(r"`((?:\d\d\.\d|check|producer)\.[a-z0-9-]+)`", text)) <= texts().keys()
    assert set(re.findall(r"(?<![\d.])\d\d\.\d(?![\d.]\w)", without_measurements)) <= exercises
    assert {name.replace("-", "_") for name in re.findall(r"`(?:\.venv/bin/)?lablib ([a-z-]+)", text)} <= {
        name.replace("-", "_") for name in commands
    }
    assert set(re.findall(r"`make (\w+)", text)) <= targets


def test_the_guide_lists_every_lab_with_its_minutes_and_readers_find_the_guide():
    listed = re.findall(r"\[(\d\d) [^\]]+\]\(([\w-]+)\.md\) \| (\d+)", page("README"))

    assert sorted(listed) == [
        (lab.number, lab.name.replace("_", "-"), str(lab.facts.minutes)) for lab in labs()
    ]
    assert "(docs/instructor/README.md)" in section(
        (ROOT / "README.md").read_text("utf-8"), "## Teaching with it"
    )
    assert "(instructor/README.md)" in (ROOT / "docs/site/index.md").read_text("utf-8")


def test_every_link_of_the_pages_leads_to_a_file():
    for file in sorted(FOLDER.glob("*.md")):
        links = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", file.read_text("utf-8"))
        assert [link for link in links if not (FOLDER / link).is_file()] == [], file.name
