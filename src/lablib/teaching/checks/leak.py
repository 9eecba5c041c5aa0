"""The leak in dollars, as a lab's summary tells it: what the lab explains and stops, and what is left."""

from __future__ import annotations

from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import Account, Lab, Part, account


def leak_lines(lab: Lab) -> list[str]:
    """The whole leak, the parts that this lab explains or stops, and what leaks after it.

    After the lab that stops the last part: what this lab adds.
    """
    month = account()
    return [
        line("summary.leak", usd=_whole(month.total_usd)),
        *_share_of(lab, month),
        line("summary.left", usd=_whole(month.left_after_usd(lab.number))),
    ]


def _share_of(lab: Lab, month: Account) -> list[str]:
    if lab.number > month.closed_by:
        return [line("summary.adds", lab=month.closed_by, able=lab.facts.able)]
    parts = [part for part in month.parts.values() if lab.number in (part.explained_by, part.stopped_by)]
    return [_about(part, lab.number) for part in parts] or [line("summary.stops-nothing")]


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
