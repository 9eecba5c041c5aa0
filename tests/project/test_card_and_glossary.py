"""docs/glossary.md and docs/field-card.html say what their sources say; no AWS number in them is typed."""

import re
import runpy
import tomllib

import botocore.session
import pytest
from botocore import xform_name

from lablib.simulator import limits
from lablib.teaching.course import labs, read_field_card, read_glossary, read_misconceptions, repo_root
from lablib.teaching.course.aws_numbers import with_numbers

ROOT = repo_root()
COURSE = ROOT / "course"
OURS = {
    "HTTP 200": "a status",
    "5xx": "statuses",
    "0.99": "our threshold",
    "p99.9": "a percentile",
    "100 %": "a share",
    "3 of 5 minutes": "our alarm",
    "60 s per minute": "how time passes",
    "2 retries": "our choice",
    "--maximum-retry-attempts 2": "the same",
    "2 or 3": "our choice",
    "128-bit": "MD5",
    "MD5": "a name",
    "499 of 500": "a call as an example, from misconceptions.toml",
    "Errors 0": "none",
    "Throttles 0": "none",
    "above 0": "none",
    "in milliseconds; 0": "none",
    "batchSize 1": "one record",
    "below 1": "each call a success",
    "-1": "from misconceptions.toml: no limit",
}
"""Digits that may be typed, each with what it is; any other number belongs to limits.py."""


def typed(text):
    """The digits of an author's text that no place and no name above accounts for."""
    text = re.sub(r"\{[a-z_]+\d?[.A-Za-z_]*(:[^}]*)?\}", "", text)
    for ours in OURS:
        text = text.replace(ours, "")
    return re.findall(r"(?<!boto)\d+", text)


def texts_of(value):
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value
    return [text for each in values for text in texts_of(each)]


@pytest.mark.parametrize("name", ["glossary", "field_card"])
def test_the_page_is_what_its_sources_make(name):
    made = runpy.run_path(str(ROOT / f"docs/write_{name}.py"))
    assert made["PAGE"].read_text("utf-8") == made["page"](), f"run: .venv/bin/python docs/write_{name}.py"


@pytest.mark.parametrize("name", ["glossary", "field_card"])
def test_no_number_of_aws_is_typed(name):
    table = tomllib.loads((COURSE / f"{name}.toml").read_text("utf-8"))
    texts = [text for text in texts_of(table) if not re.fullmatch(r"\d\d|https://\S+", text)]
    assert [text for text in texts if typed(text)] == []


def test_the_facts_on_the_card_have_no_typed_number_either():
    card, beliefs = read_field_card(COURSE), read_misconceptions(COURSE)
    facts = [beliefs[row.fact].fact for row in (*card.setting, *card.metric) if row.fact]
    assert len(facts) > 12
    assert [fact for fact in facts if typed(fact)] == []


def test_a_typed_limit_would_be_found():
    assert typed("At most 500 records, HTTP 200, boto3, {limits.PUT_RECORDS_MAX_ENTRIES:,} of them") == [
        "500"
    ]


def test_a_number_follows_limits_in_the_unit_that_is_asked_for(monkeypatch):
    monkeypatch.setattr(limits, "SHARD_WRITE_BYTES_PER_S", 3 * 2**19)
    monkeypatch.setattr(limits, "PUT_RECORDS_MAX_ENTRIES", 1_200)
    said = with_numbers(
        "{limits.PUT_RECORDS_MAX_ENTRIES:,}, {limits.SHARD_WRITE_BYTES_PER_S:MiB}, {mapping.bisect}"
    )
    assert said == "1,200, 1.5 MiB, off"


def test_each_word_has_a_lab_and_each_lab_from_01_on_has_words_and_rows():
    numbers = [lab.number for lab in labs()]
    assert {term.lab for term in read_glossary(COURSE).values()} <= set(numbers)
    card = read_field_card(COURSE)
    rows = [
        *card.setting,
        *card.metric,
        *card.call,
        *(cause for each in card.symptom for cause in each.may_be),
    ]
    assert {row.lab for row in rows} <= set(numbers)
    assert {"01", "02", "03", "04", "05", "06", "07", "08"} <= {row.lab for row in rows}


def test_a_symptom_has_rows_that_can_be_told_apart():
    for symptom in read_field_card(COURSE).symptom:
        assert len({cause.tells for cause in symptom.may_be}) == len(symptom.may_be)


def test_the_calls_on_the_card_are_calls_of_the_cli_with_options_that_exist():
    session = botocore.session.get_session()
    for call in read_field_card(COURSE).call:
        _, service, command, *options = call.command.split()
        model = session.get_service_model(service)
        [operation] = [name for name in model.operation_names if xform_name(name, "-") == command]
        members = {xform_name(name, "-") for name in model.operation_model(operation).input_shape.members}
        assert {each.removeprefix("--") for each in options if each.startswith("--")} <= members, call.command
