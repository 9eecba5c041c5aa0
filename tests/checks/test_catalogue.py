"""What checks and predictions say stands in one catalogue."""

import re
from pathlib import Path

import pytest

from lablib import compare, predict
from lablib.checks import catalogue

ROOMS = Path(catalogue.__file__).parent
PARTS = {"expected", "did", "means", "look"}


def test_every_id_in_the_code_has_its_text_and_every_message_is_used():
    source = "".join(path.read_text("utf-8") for path in ROOMS.glob("*.py"))
    used = set(re.findall(r'"((?:check|02\.1)\.[a-z0-9-]+)"', source))
    assert used == {id_ for id_ in catalogue.texts() if id_.startswith(("check.", "02.1."))}


def test_an_entry_is_one_line_or_a_message_in_four_parts():
    assert {id_ for id_, parts in catalogue.texts().items() if set(parts) not in (PARTS, {"text"})} == set()


def test_a_prediction_is_shown_beside_what_happened(capsys):
    predict("a-test", 1_000)
    compare("a-test", 1_250)
    assert capsys.readouterr().out == (
        "Prediction a-test: 1,000. It is compared with what happens further down.\n"
        "a-test: you predicted 1,000; it is 1,250.\n"
    )


def test_a_prediction_that_a_misconception_explains_is_explained(capsys):
    predict("02.missing", 0)
    compare("02.missing", 250)
    assert "0 is what follows if no exception means stored" in capsys.readouterr().out


@pytest.mark.parametrize("value", [..., None])
def test_no_prediction_is_accepted_and_said(capsys, value):
    predict("a-test", 1)
    predict("a-test", value)
    compare("a-test", 2)
    said = capsys.readouterr().out.splitlines()[1:]
    assert said[0].startswith("No prediction for a-test yet.")
    assert said[1] == "a-test: it is 2. You made no prediction."
