"""Blind answers are counted as they were at first sight and as they are now; disputed ones don't count."""

from blind_answers import Verdict
from blind_figures import figures

ANSWERS = {
    "first/wrong/refused.py": Verdict("02.1.no-list", "02.1.no-list"),
    "first/wrong/refused_with_an_untrue_message.py": Verdict(
        "02.1.no-list", "02.1.other", untrue="it is a list"
    ),
    "first/wrong/passed.py": Verdict("passed", "02.1.other"),
    "first/wrong/still_passes.py": Verdict("passed", "passed"),
    "first/wrong/is_right.py": Verdict("passed", "passed", remark="the text allows it"),
    "first/right/accepted.py": Verdict("passed", "passed"),
    "first/right/refused.py": Verdict("02.1.no-list", "passed"),
}


def test_what_was_refused_with_an_untrue_message_was_not_refused_rightly():
    assert figures(ANSWERS) == {
        "wrong": 4,
        "wrong first": 1,
        "untrue": 1,
        "wrong now": 3,
        "right": 2,
        "right first": 1,
        "right now": 2,
        "disputed": 1,
    }
