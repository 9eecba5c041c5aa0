"""The room: who is where and how long, wrong answers, votes, the table, and what is deleted."""

import csv
import io
import stat

import pytest

from lablib.teaching.course import labs
from lablib.teaching.desk import room as rooms
from lablib.teaching.desk.progress_code import Report
from lablib.teaching.desk.room import Room, as_csv

MINUTE = 60.0


def at(name, number, message="", **more):
    return Report(name, at=number, attempts=int(bool(message)), message=message, **more)


def test_a_learner_is_at_an_exercise_since_the_desk_first_heard_of_it_and_stuck_after_twice_its_minutes():
    room = Room()
    stated = next(e.facts.minutes for lab in labs() for e in lab.exercises if e.number == "02.2")
    room.hear(at("Ada", "02.1"), 0)
    room.hear(at("Ada", "02.2", "02.2.lost"), 10 * MINUTE)
    room.hear(at("Grace", "02.2"), 10 * MINUTE)
    late = (10 + 2 * stated) * MINUTE
    room.hear(at("Ada", "02.2", "02.2.lost"), late)
    [ada, grace] = room.places(labs(), late)
    assert (ada.name, ada.minutes, ada.stuck, ada.silent_minutes) == ("Ada", 2 * stated, True, 0)
    assert (grace.name, grace.minutes, grace.stuck) == ("Grace", 2 * stated, False)


def test_wrong_answers_are_counted_by_message_the_most_common_first():
    room = Room()
    for name, message in (("a", "02.1.x"), ("b", "02.1.y"), ("c", "02.1.y"), ("d", "")):
        room.hear(at(name, "02.1", message), 0)
    assert room.wrong_answers() == [("02.1", "02.1.y", 2), ("02.1", "02.1.x", 1)]


def test_votes_have_each_option_of_a_choice_and_numbers_in_their_order():
    asked = {f"{lab.number}.{name}": each for lab in labs() for name, each in lab.questions.predict.items()}
    choice = next(id_ for id_, each in asked.items() if each.kind == "choice")
    number = next(id_ for id_, each in asked.items() if each.kind == "number")
    room = Room()
    for name, value in (("a", 1000), ("b", 20), ("c", 1000)):
        room.hear(Report(name, predictions={number: (value,), choice: ("b",)}), 0)
    assert room.votes(number, asked[number]) == [("20", 1), ("1,000", 2)]
    assert room.votes(choice, asked[choice]) == [
        (letter, 3 if letter == "b" else 0) for letter in asked[choice].options
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\uff1d1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_table_has_no_formula_in_it_wherever_a_spreadsheet_splits(formula, delimiter):
    room = Room()
    room.hear(at(formula, "02.1", formula), 0)
    room.hear(at(f"Ada{delimiter}{formula}", "02.1", f"x\n{formula}"), 0)
    room.hear(at("Eve", "02.1", f"x{delimiter} {formula}"), 0)
    table = as_csv(room.places(labs(), 0))
    rows = list(csv.reader(io.StringIO(table), delimiter=delimiter))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(formula[0])]
    one = next(row for row in csv.reader(io.StringIO(table)) if row[0].startswith("'"))
    assert one == [f"'{formula}", "02.1", "0", "no", "1", "0", f"'{formula}", "0", "0"]


def test_a_name_is_deleted_or_everybody_and_the_file_is_for_its_owner_only(tmp_path):
    file = tmp_path / "desk.json"
    room = Room()
    assert [room.hear(Report(name), 0) for name in ("Ada", "", "")] == ["Ada", "unnamed 1", "unnamed 2"]
    room.forget("Ada")
    rooms.save(room, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(rooms.load(file).learners) == ["unnamed 1", "unnamed 2"]
    room.forget()
    rooms.save(room, file)
    assert rooms.load(file) == Room()


def test_a_damaged_file_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "desk.json").write_text("{")
    with pytest.raises(ValueError, match="Delete it"):
        rooms.load(tmp_path / "desk.json")
