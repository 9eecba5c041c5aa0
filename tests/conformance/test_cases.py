"""The cases as a catalog: what each must say about itself."""

from __future__ import annotations

import re

import pytest

from lablib.conformance.case import CaseBook
from lablib.conformance.catalog import all_cases, matching


def test_there_are_enough_of_each_service():
    services = [case.service for case in all_cases()]
    assert len(services) >= 150
    assert {service for service in services if services.count(service) >= 30} == {
        "kinesis",
        "lambda",
        "cloudwatch",
    }


def test_no_two_cases_have_one_id_or_one_sentence_in_a_subject():
    cases = all_cases()
    assert len({case.id for case in cases}) == len(cases)
    assert len({(case.id.partition(".")[0], case.says) for case in cases}) == len(cases)


def test_a_case_is_one_line_with_a_page_behind_it():
    crooked = [
        case.id
        for case in all_cases()
        if not re.fullmatch(r"https://\S+", case.source) or not re.fullmatch(r".{10,120}(?<!\.)", case.says)
    ]
    assert crooked == []


def test_what_was_recorded_can_be_no_model():
    with pytest.raises(ValueError, match="Leave one of the two out"):
        CaseBook("kinesis", "put").case("x", "https://example.org", recorded="2025", model=True)


def test_cases_are_found_by_a_part_of_their_id():
    assert [case.id for case in matching("alarms.m_of_n")] == ["alarms.m_of_n"]
    assert {case.service for case in matching("put.")} == {"kinesis"}
    assert matching("no such case") == ()
