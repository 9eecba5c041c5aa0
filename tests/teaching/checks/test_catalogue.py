"""What the machine says stands in one catalogue, and nothing stands there unused."""

import re
from pathlib import Path

from lablib.teaching.checks import message_catalogue
from lablib.teaching.course import labs

ROOMS = Path(message_catalogue.__file__).parents[2]
PARTS = {"expected", "did", "means", "look"}
EXERCISES = [exercise for lab in labs() for exercise in lab.exercises]


def ids_in(*files):
    """Every text of the shape of an id in some Python files; a part that is filled in stands for any."""
    text = "".join(file.read_text("utf-8") for file in files)
    filled_in = re.sub(r"\{[^{}\n]+\}", "*", text)
    return set(re.findall(r'"([\w.*-]+\.[\w.*-]+)"', text + filled_in))


def used(id_, found):
    return id_ in found or any(re.fullmatch(re.escape(each).replace(r"\*", r"[\w-]+"), id_) for each in found)


def test_every_entry_of_the_machine_is_used():
    found = {id_ for id_ in ids_in(*ROOMS.rglob("*.py")) if not id_.startswith("*")}
    assert [id_ for id_ in message_catalogue.machine_texts() if not used(id_, found)] == []


def test_every_id_that_the_machine_says_has_its_text():
    heads = {id_.partition(".")[0] for id_ in message_catalogue.machine_texts()}
    found = ids_in(*(ROOMS / "teaching/checks").rglob("*.py"))
    said = {id_ for id_ in found if id_.partition(".")[0] in heads}
    texts = {id_ for id_ in said if "*" not in id_ and not id_.endswith((".json", ".toml", ".py"))}
    assert texts - set(message_catalogue.texts()) == set()


def test_every_entry_of_an_exercise_has_its_number_and_is_used_by_its_grader():
    for exercise in EXERCISES:
        own = {id_ for id_ in message_catalogue.texts() if id_.startswith(f"{exercise.number}.")}
        found = ids_in(exercise.folder / "grader.py") | {f"{exercise.number}.passed"}
        assert {id_ for id_ in own if not used(id_, found)} == set(), exercise.id
        assert f"{exercise.number}.passed" in own


def test_an_entry_is_one_line_or_a_message_in_four_parts():
    assert {
        id_ for id_, parts in message_catalogue.texts().items() if set(parts) not in (PARTS, {"text"})
    } == set()


def test_no_two_files_have_the_same_entry():
    files = [message_catalogue.machine_texts()]
    files += [message_catalogue.texts_of(exercise) for exercise in EXERCISES]
    assert sum(map(len, files)) == len(message_catalogue.texts())
