"""The exam: answers follow from the texts, options differ, wrong ones are known beliefs, seeds repeat."""

import pytest
from by_hand import BY_HAND, agrees

from lablib.teaching.course import labs, read_misconceptions, repo_root
from lablib.teaching.exam import LETTERS, NoAnswer, draw_exam, draw_question, mark, read_templates

COURSE = repo_root() / "course"
TEMPLATES = read_templates(COURSE)
SEEDS = range(200)
SOME_SEEDS = range(50)


def question(id_, seed=7):
    return draw_question(id_, TEMPLATES[id_], seed)


@pytest.mark.parametrize("id_", TEMPLATES)
def test_the_answer_is_what_the_text_leads_to_and_every_option_another_one(id_):
    asked = [question(id_, seed) for seed in SEEDS]
    assert [each.ask for each in asked if not agrees(id_, each)] == []
    for each in asked:
        texts = [option.text for option in (each.right, *each.wrong)]
        assert len(set(texts)) == len(texts), each.ask


@pytest.mark.parametrize("id_", TEMPLATES)
def test_fifty_seeds_ask_many_different_questions(id_):
    assert len({question(id_, seed).ask for seed in SOME_SEEDS}) >= 6


def test_each_template_is_also_answered_by_hand():
    assert sorted(BY_HAND) == sorted(TEMPLATES)


def test_a_wrong_option_is_a_belief_of_the_course_and_a_right_one_none():
    known = read_misconceptions(COURSE)
    for id_, template in TEMPLATES.items():
        assert [belief for belief in template.wrong.values() if belief not in known] == [], id_
        assert question(id_).right.misconception == ""


def test_the_right_option_stands_behind_each_letter():
    choices = [id_ for id_, template in TEMPLATES.items() if template.kind == "choice"]
    for id_ in choices:
        places = {each.options.index(each.right) for each in (question(id_, seed) for seed in SOME_SEEDS)}
        assert places == set(range(1 + len(TEMPLATES[id_].wrong)))


def test_no_place_in_a_text_stays_open():
    for id_ in TEMPLATES:
        asked = question(id_)
        assert "{" not in asked.ask + asked.why + "".join(option.text for option in asked.options)


def test_the_same_seed_is_the_same_exam_and_another_one_differs():
    first, again, other = ([each.ask for each in draw_exam(TEMPLATES, seed, 15)] for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_seed_7_draws_what_it_drew_when_this_was_written():
    assert (
        question("calls-for-a-flush").ask
        == "A gateway flushes 6,563 small events. How many calls of PutRecords does it take?"
    )
    assert [option.text for option in question("delivered-again").options] == ["2", "15", "12", "17"]


@pytest.mark.parametrize("seed", range(20))
def test_an_exam_asks_about_every_lab_and_in_the_order_of_the_course(seed):
    asked = [each.template.lab for each in draw_exam(TEMPLATES, seed, 15)]
    assert len(asked) == 15
    assert asked == sorted(asked)
    assert {template.lab for template in TEMPLATES.values()} == set(asked)


@pytest.mark.parametrize(
    ("wanted", "got"), [(1, 1), (5, 5), (len(TEMPLATES), len(TEMPLATES)), (999, len(TEMPLATES))]
)
def test_an_exam_has_as_many_questions_as_are_asked_for_none_of_them_twice(wanted, got):
    asked = [each.id for each in draw_exam(TEMPLATES, 7, wanted)]
    assert (len(asked), len(set(asked))) == (got, got)


def test_a_letter_is_marked_by_its_option_and_a_wrong_one_names_its_belief():
    asked = question("delivered-again")
    for letter, option in zip(LETTERS, asked.options, strict=False):
        marked = mark(asked, f" {letter.upper()} ")
        assert (marked.right, marked.misconception, marked.typed) == (
            option is asked.right,
            option.misconception,
            option.text,
        )


def test_a_number_may_be_written_in_many_ways_and_a_known_wrong_one_names_its_belief():
    asked = question("calls-for-a-flush")
    events = asked.wrong[1].value
    assert mark(asked, f"{asked.right.value}").right
    assert mark(asked, f" {asked.right.value:,}.0 ").right
    assert (mark(asked, "1").right, mark(asked, "1").misconception) == (False, "one-call-takes-all")
    assert mark(asked, f"{events:_}").misconception == "single-puts-are-safer"
    assert (mark(asked, "777").right, mark(asked, "777").misconception) == (False, "")


def test_a_bill_may_be_a_percent_off_and_no_more():
    asked = question("bill-of-a-month")
    right = asked.right.value
    verdicts = [mark(asked, f"${right * share:,.2f}").right for share in (0.98, 0.991, 1.0, 1.009, 1.02)]
    assert verdicts == [False, True, True, True, False]


def test_a_number_that_is_near_enough_isnt_taken_for_the_number_itself():
    asked = question("bill-of-a-month")
    near, exact = (mark(asked, f"{asked.right.value * off:.2f}") for off in (1.005, 1))
    assert (near.right, near.is_near) == (True, True)
    assert (exact.right, exact.is_near) == (True, False)


def test_nothing_typed_is_no_answer_and_wrong():
    marked = mark(question("hot-key"), "  ")
    assert (marked.right, marked.typed, marked.misconception) == (False, "", "")


@pytest.mark.parametrize(
    ("id_", "typed", "said"),
    [
        ("delivered-again", "e", "'e' is no option: type one of a, b, c, d"),
        ("delivered-again", "12", "'12' is no option: type one of a, b, c, d"),
        ("hot-key", "many", "'many' is no number: type digits, such as 1,250 or 0.5"),
    ],
)
def test_what_is_no_answer_is_told_with_what_is(id_, typed, said):
    with pytest.raises(NoAnswer) as raised:
        mark(question(id_), typed)
    assert str(raised.value) == said


def test_each_lab_of_the_course_has_two_questions_at_least():
    asked = [template.lab for template in TEMPLATES.values()]
    assert [lab.number for lab in labs() if lab.number < "09" and asked.count(lab.number) < 2] == []
