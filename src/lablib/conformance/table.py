"""The table of conformance: a row for each case, a column for each endpoint, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from lablib.conformance.case import Case, Evidence
from lablib.conformance.run import Outcome, Verdict

Results = Mapping[str, Outcome]
"""Of one endpoint, by case id."""
SERVICES = {"kinesis": "Kinesis", "lambda": "Lambda", "cloudwatch": "CloudWatch"}
MARKS = {
    Verdict.SAME: "✓",
    Verdict.DIFFERENT: "differs",
    Verdict.BROKEN: "breaks",
    Verdict.SKIPPED: "skipped",
}


def on_aws(case: Case) -> str:
    """What is known of AWS itself."""
    if case.evidence is Evidence.RECORDED:
        return f"[recorded]({case.source}): {case.recorded}"
    if case.evidence is Evidence.DOCUMENTED:
        return f"[documented]({case.source})"
    return f"not published; [nearest]({case.source})"


def rows(cases: Sequence[Case], columns: Mapping[str, Results]) -> list[str]:
    """Markdown: a heading and a table for each subject. Columns by endpoint, in the order given."""
    lines: list[str] = []
    for subject, of_subject in groupby(cases, key=lambda case: (case.service, case.id.partition(".")[0])):
        service, title = subject
        lines += ["", f"## {SERVICES[service]}: {title.replace('_', ' ')}", ""]
        lines.append(f"| behavior | {' | '.join(columns)} | AWS | case |")
        lines.append(f"|---|{'---|' * len(columns)}---|---|")
        for case in of_subject:
            marks = [_mark(results.get(case.id)) for results in columns.values()]
            name = case.id.partition(".")[2]
            lines.append(f"| {' | '.join([_escaped(case.says), *marks, on_aws(case), f'`{name}`'])} |")
    return lines


def totals(cases: Sequence[Case], results: Results) -> str:
    """ "213 of 227 as AWS"."""
    same = sum(results[case.id].verdict is Verdict.SAME for case in cases if case.id in results)
    run = sum(results[case.id].verdict is not Verdict.SKIPPED for case in cases if case.id in results)
    return f"{same} of {run}"


def _mark(outcome: Outcome | None) -> str:
    return "" if outcome is None else MARKS[outcome.verdict]


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("$", r"\$")
