"""What was missed comes back: a recall asks again what an earlier lab's recall or quiz got a wrong answer to.

A question is missed by any wrong letter, also one that is corrected at once. It is asked again in the recall
of the next lab that is begun, and again in a later one for as long as the first answer there is wrong too.
Everything follows from the progress file, so a fresh one sees the labs' own questions and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lablib.teaching.checks.progress import MissedQuestion, Progress, lab_of
from lablib.teaching.course import Choice, Lab

AT_MOST = 2
"""So many a recall asks again; the others wait for the next lab."""


@dataclass(frozen=True, slots=True)
class Again:
    """A question that was missed, and where."""

    id: str
    """Such as `02.quiz.2`: the second question of lab 02's quiz."""
    question: Choice

    @property
    def lab(self) -> str:
        """The number of the lab that asked it first."""
        return lab_of(self.id)


def asked_again(lab: str, labs: Sequence[Lab], record: Progress) -> list[Again]:
    """What the recall of `lab` asks again. Once it has asked something, it goes on asking the same."""
    known = {
        f"{each.number}.{part}.{number}": question
        for each in labs
        for part, questions in each.questions.asked().items()
        for number, question in enumerate(questions, 1)
    }
    ids = list(record.again.get(lab, {})) or _due(lab, record)
    return [Again(id_, known[id_]) for id_ in sorted(ids) if id_ in known]


def note_misses(
    id_: str, questions: Sequence[Choice], letters: Sequence[str | None], record: Progress
) -> None:
    """Keep which answers to a lab's own questions, such as `02.quiz`, are wrong and weren't given before."""
    before = record.questions.get(id_, [])
    for place, (question, letter) in enumerate(zip(questions, letters, strict=True)):
        is_new = place >= len(before) or before[place] != letter
        if letter is not None and letter != question.right and is_new:
            record.missed[f"{id_}.{place + 1}"] = MissedQuestion(letter)


def keep_again(lab: str, again: Sequence[Again], letters: Sequence[str | None], record: Progress) -> None:
    """Keep the answers to what is asked again. The first answer says whether the question is overcome."""
    before = record.again.get(lab, {})
    for each, letter in zip(again, letters, strict=True):
        missed = record.missed.get(each.id)
        if missed is not None and letter is not None and before.get(each.id) is None:
            missed.overcome = letter == each.question.right
            missed.answer = missed.answer if missed.overcome else letter
    record.again[lab] = {each.id: letter for each, letter in zip(again, letters, strict=True)}


def _due(lab: str, record: Progress) -> list[str]:
    """Missed, not overcome, and last asked in an earlier lab; those first that have waited longest."""

    def last_asked(id_: str) -> str:
        return max([lab_of(id_), *(other for other, asked in record.again.items() if id_ in asked)])

    due = {id_: last_asked(id_) for id_, each in record.missed.items() if not each.overcome}
    waiting = sorted((asked, id_) for id_, asked in due.items() if asked < lab)
    return [id_ for _, id_ in waiting[:AT_MOST]]
