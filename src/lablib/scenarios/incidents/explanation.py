"""Why a night has its points, in sentences: what would have told the causes apart, and what each act did."""

from __future__ import annotations

from collections.abc import Iterator

from lablib.scenarios.incidents import runs
from lablib.scenarios.incidents.cause import Sign
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Act, Evidence
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.signs import Holding, shows, shows_alone, telling_apart

MOST_ACTS = 12
"""Each costs a run."""
MINUTE_S = 60
CENT = 0.01


def explain(night: Night, named: set[str], yours: Result, signs: Holding) -> tuple[str, ...]:
    """Sentences about the causes that were named, the evidence that was opened, and the acts."""
    return (*_causes(night, named, signs), *_evidence(night), *_acts(night, yours))


def _causes(night: Night, named: set[str], signs: Holding) -> Iterator[str]:
    causes = night.incident.causes
    ids = {cause.id for cause in causes}
    wrong = [CAUSES[each] for each in sorted(named - ids)]
    for cause in causes:
        if cause.id in named:
            continue
        if not wrong:
            yield f"You didn't name {cause.id}: {cause.says}. It shows {_where(signs[cause.id])}."
        for other in wrong:
            own, _ = telling_apart(cause, other, signs)
            yield f"It was {cause.id}, not {other.id}. It shows {_where(own)}."
    for other in wrong:
        missing = [sign for sign in other.signs if sign not in signs[other.id]]
        if missing:
            yield f"With {other.id} you would have seen {_where(missing)}. That wasn't there."


def _where(signs: list[Sign] | tuple[Sign, ...]) -> str:
    return "; ".join(f"in {sign.source!r}: {sign.says}" for sign in signs) or "in nothing that you could open"


def _evidence(night: Night) -> Iterator[str]:
    for cause in night.incident.causes:
        first = next((each for each in night.evidence if shows(each, cause)), None)
        alone = next((each for each in night.evidence if shows_alone(each, cause)), None)
        if first is None:
            yield f"You opened nothing that shows {cause.id}. What points elsewhere: {cause.false_trail}."
        if first is not None and first is not alone:
            yield f"{_opened(first)} fits {cause.id}, and other causes as well."
        if alone is not None:
            yield f"{_opened(alone)} shows {cause.id}."


def _opened(evidence: Evidence) -> str:
    return f"{evidence.id} ({evidence.source}), {_minutes(evidence.at_s)} after the page,"


def _acts(night: Night, yours: Result) -> Iterator[str]:
    if night.has_own_code and runs.again(night) != yours:
        yield "Your code remembers things from one run to the next, so no run without an act was compared."
        return
    numbers = range(min(len(night.done), MOST_ACTS))
    without = {number: runs.again(night, without=[number]) for number in numbers}
    alike = _alike(night, yours, without)
    for number, result in without.items():
        yield _told(night.done[number], yours, result, is_alike=number in alike)
    if len(night.done) > MOST_ACTS:
        yield f"The other {len(night.done) - MOST_ACTS} acts weren't played without: {MOST_ACTS} are most."


def _alike(night: Night, yours: Result, without: dict[int, Result]) -> set[int]:
    """The numbers of acts that did what another did as well: without either one alone nothing changes."""
    quiet = {number for number, result in without.items() if not _differs(result, yours)}
    if len(quiet) < 2 or not _differs(none := runs.again(night, without=quiet), yours):
        return set()
    return {each for each in quiet if _differs(runs.again(night, without=quiet - {each}), none)}


def _differs(one: Result, other: Result) -> bool:
    """Whether they do different harm."""
    return abs(one.harm_usd - other.harm_usd) >= CENT / 2


def _told(act: Act, yours: Result, without: Result, *, is_alike: bool) -> str:
    head = f"{act.name}: {act.text}, {_minutes(act.at_s)} after the page"
    changes = [
        _change("event", " lost", yours.events_lost - without.events_lost),
        _change("surplus invoice line", "", yours.billed_twice - without.billed_twice),
        _change("event", " late at the end", yours.late - without.late),
        _change("minute", " outside the objective", yours.minutes_outside_slo - without.minutes_outside_slo),
    ]
    harm_usd = yours.harm_usd - without.harm_usd
    if is_alike:
        return f"{head}. Another of your acts did the same, so without this one alone nothing would change."
    if not _differs(yours, without):
        return f"{head}. It changed nothing that counts."
    said = ", ".join(change for change in changes if change) or "nothing changed but the bill of AWS"
    verdict = "made it worse" if harm_usd > 0 else "helped"
    worth = f"{abs(harm_usd):,.2f} dollars of harm {'more' if harm_usd > 0 else 'less'}"
    return f"{head}. It {verdict}. Against the same night without it: {said}; {worth}."


def _change(what: str, more: str, difference: int) -> str:
    """Such as: 364 fewer events lost."""
    if not difference:
        return ""
    count = abs(difference)
    return f"{count:,} {'more' if difference > 0 else 'fewer'} {what}{'' if count == 1 else 's'}{more}"


def _minutes(seconds: float) -> str:
    minutes = round(seconds / MINUTE_S)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
