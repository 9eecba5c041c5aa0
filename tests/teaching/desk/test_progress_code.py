"""A progress code comes back as what it says, whole or not at all, and says no more than the docs list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.teaching.checks.progress import ExerciseProgress, PredictionProgress, Progress
from lablib.teaching.checks.summary import done
from lablib.teaching.course import labs
from lablib.teaching.desk.progress_code import CodeError, Report, codes_in, decode, encode, report

ADA = Report(
    "Ada", ("00.1", "02.1"), "02.2", 3, "02.2.lost", 1, {"02.missing": (3.1,), "02.order": ("b", "a")}
)
VALUES = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)
)


@given(
    st.text(max_size=30),
    st.lists(st.text(max_size=6)),
    st.dictionaries(st.text(max_size=9), st.lists(VALUES, max_size=4)),
)
def test_a_code_says_what_was_put_in(name, passed, predictions):
    told = Report(name, tuple(passed), predictions={id_: tuple(each) for id_, each in predictions.items()})
    again = decode(encode(told))
    assert (again.passed, again.predictions) == (told.passed, told.predictions)
    assert again.name == " ".join("".join(c if c.isprintable() else " " for c in name).split())


@given(st.integers(0, 200), st.sampled_from("abcXYZ019-_"))
def test_a_code_with_one_letter_changed_is_refused(place, letter):
    code = encode(ADA)
    place = len("lablib1.") + place % (len(code) - len("lablib1."))
    if code[place] != letter:
        with pytest.raises(CodeError):
            decode(code[:place] + letter + code[place + 1 :])


def test_a_code_that_is_cut_off_or_something_else_is_refused_with_the_remedy():
    with pytest.raises(CodeError, match="Paste it whole"):
        decode(encode(ADA)[:-3])
    with pytest.raises(CodeError, match="lablib status --code"):
        decode("hello")


def test_codes_are_found_in_a_chat_and_line_breaks_in_one_do_not_matter():
    grace = encode(Report("Grace"))
    assert codes_in(f"Ada: {encode(ADA)}\n> {grace}, thanks!") == [encode(ADA), grace]
    assert decode(encode(ADA)[:30] + "\n " + encode(ADA)[30:]) == ADA


def test_a_code_tells_the_exercise_under_way_and_its_last_message_and_no_answer():
    lab = next(lab for lab in labs() if lab.number == "02")
    first, second = lab.exercises[:2]
    record = Progress(
        {
            first.id: ExerciseProgress(2, True, "02.1.pass", ["02.1.too-few"], [1], 1),
            second.id: ExerciseProgress(3, False, "02.2.lost", ["02.2.lost"], [1, 2]),
        },
        {"02.missing": PredictionProgress([5.0], False)},
    )
    told = report([done(each, record) for each in labs()], record, " Ada\n")
    assert told == Report("Ada", (first.number,), second.number, 3, "02.2.lost", 2, {"02.missing": (5.0,)})
    assert len(encode(told)) < 200


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_prediction_that_the_desk_cannot_keep_is_refused(value):
    with pytest.raises(CodeError, match="no number"):
        decode(encode(Report("Ada", predictions={"02.missing": (1, value)})))
