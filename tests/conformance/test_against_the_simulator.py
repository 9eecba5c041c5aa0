"""Cases against the simulator, each in a world of its own: every eighth in make test, all at night."""

from __future__ import annotations

import pytest
from known_differences import DIFFERS

from lablib.conformance.catalog import all_cases
from lablib.conformance.endpoints.ours import simulator
from lablib.conformance.run import Verdict, run


def _parameter(place, case):
    marks = [pytest.mark.nightly] if place % 8 else []
    if differs := DIFFERS.get(case.id):
        marks.append(pytest.mark.xfail(reason=differs, strict=True))
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_parameter(*each) for each in enumerate(all_cases())])
def test_the_simulator_does_what_aws_does(case):
    outcome = run(case, simulator)
    assert outcome.verdict is Verdict.SAME, f"{case.says}: {outcome.seen}"


def test_each_known_difference_is_about_a_case():
    assert DIFFERS.keys() <= {case.id for case in all_cases()}
