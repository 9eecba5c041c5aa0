"""The leak in dollars, as a lab's summary tells it: what the lab explains and stops, and what is left."""

from __future__ import annotations

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Account, Part, account


def leak_lines(lab: str) -> list[str]:
    """The whole leak, the parts that this lab explains or stops, and what leaks after it."""
    month = account()
    parts = [part for part in month.parts.values() if lab in (part.explained_by, part.stopped_by)]
    said = [_about(part, lab) for part in parts] or [line("summary.stops-nothing")]
    return [
        line("summary.leak", usd=_whole(month.total_usd)),
        *said,
        line("summary.left", usd=_whole(month.left_after_usd(lab))),
    ]


def whole_account(lab: str) -> str:
    """A table of all parts, with the lab that stops each, and of what leaks after this lab."""
    month = account()
    rows = [(part.stopped_by, f"{part.what} ({part.kind})", part.leaking_usd) for part in _by_lab(month)]
    rows += [("", line("summary.account-total"), month.total_usd)]
    rows += [("", line("summary.account-left"), month.left_after_usd(lab))]
    titles = line("summary.account-lab"), line("summary.account"), line("summary.account-usd")
    wide = max(len(what) for _, what, _ in rows)
    table = [f"{titles[0]:<5}{titles[1]:<{wide}}  {titles[2]}"]
    table += [f"{number:<5}{what:<{wide}}  {usd:>{len(titles[2])},.2f}" for number, what, usd in rows]
    return "\n".join(table)


def _by_lab(month: Account) -> list[Part]:
    return sorted(month.parts.values(), key=lambda part: part.stopped_by)


def _about(part: Part, lab: str) -> str:
    told = {"usd": _whole(part.leaking_usd), "what": part.what}
    if part.explained_by == part.stopped_by:
        return line("summary.explains-and-stops", **told)
    if part.explained_by == lab:
        return line("summary.explains", lab=part.stopped_by, **told)
    return line("summary.stops", lab=part.explained_by, **told)


def _whole(usd: float) -> str:
    return f"{usd:,.0f}"
