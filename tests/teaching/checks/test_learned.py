"""What progress says about learning: intuitions by subject, and which beliefs are gone or left."""

from lablib.teaching.checks.learned import Beliefs, Intuition, beliefs, intuitions
from lablib.teaching.checks.progress import (
    ExerciseProgress,
    MissedQuestion,
    PredictionProgress,
    Progress,
)
from lablib.teaching.course import labs, read_subjects, repo_root, wrong_answers

EXERCISE = next(each for lab in labs() for each in lab.exercises if each.number == "02.2")
QUESTION = next(lab for lab in labs() if lab.number == "02").questions.quiz[0]


def believed(message):
    return {each.misconception for each in wrong_answers(EXERCISE) if each.message == message}


def messages(of_how_many):
    """Messages of 02.2 to which so many misconceptions lead, one or several."""
    named = sorted({each.message for each in wrong_answers(EXERCISE)})
    return [each for each in named if (len(believed(each)) == 1) is (of_how_many == 1)]


def test_each_prediction_of_the_course_is_about_one_subject():
    made = sorted(f"{lab.number}.{name}" for lab in labs() for name in lab.questions.predict)
    placed = sorted(id_ for ids in read_subjects(repo_root() / "course").values() for id_ in ids)
    assert placed == made, "course/subjects.toml: put each prediction under one subject"


def test_a_prediction_counts_for_its_subject_once_its_run_was_made():
    record = Progress(
        predictions={
            "1": PredictionProgress([1], right=True),
            "2": PredictionProgress([1], right=False),
            "3": PredictionProgress([1]),
            "4": PredictionProgress([1], right=False),
        }
    )
    subjects = {"retries": ["1", "2", "3"], "hot keys": ["4"], "order": ["3"], "shards": ["5"]}
    assert intuitions(subjects, record) == [Intuition("retries", 1, 2), Intuition("hot keys", 0, 1)]


def test_a_belief_is_open_until_the_exercise_is_passed():
    message = messages(1)[0]
    record = Progress(exercises={EXERCISE.id: ExerciseProgress(met=[message])})
    assert beliefs(labs(), record) == Beliefs((), tuple(believed(message)))
    record.exercises[EXERCISE.id].passed = True
    assert beliefs(labs(), record) == Beliefs(tuple(believed(message)), ())


def test_a_message_of_several_beliefs_counts_for_none():
    record = Progress(exercises={EXERCISE.id: ExerciseProgress(met=messages(2), passed=True)})
    assert messages(2)
    assert beliefs(labs(), record) == Beliefs((), ())


def test_a_missed_question_names_its_belief_and_being_asked_again_decides():
    letter, id_ = next(iter(QUESTION.misconceptions.items()))
    missed = {"02.quiz.1": MissedQuestion(letter)}
    assert beliefs(labs(), Progress(missed=missed)) == Beliefs((), (id_,))
    missed["02.quiz.1"].overcome = True
    assert beliefs(labs(), Progress(missed=missed)) == Beliefs((id_,), ())


def test_a_belief_that_is_overcome_in_one_place_and_open_in_another_is_open():
    letter, id_ = next(iter(QUESTION.misconceptions.items()))
    again = next(
        (f"{lab.number}.{part}.{number}", letter)
        for lab in labs()
        for part, questions in lab.questions.asked().items()
        for number, question in enumerate(questions, 1)
        for letter, other in question.misconceptions.items()
        if other == id_ and (lab.number, part, number) != ("02", "quiz", 1)
    )
    missed = {"02.quiz.1": MissedQuestion(letter, overcome=True), again[0]: MissedQuestion(again[1])}
    assert beliefs(labs(), Progress(missed=missed)) == Beliefs((), (id_,))
