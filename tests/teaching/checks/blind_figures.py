"""How many blind answers were refused and accepted at first sight, and are now.

    python tests/teaching/checks/blind_figures.py

A line for each exercise and set, from blind/verdicts.toml; nothing is graded. Answers with a remark are
disputed and don't count. A wrong answer was refused rightly if its message was true of it.
"""

from __future__ import annotations

from collections import Counter

from blind_answers import PASSED, SETS, Verdict, read_verdicts

from lablib.teaching.course import labs

COLUMNS = ("wrong", "wrong first", "untrue", "wrong now", "right", "right first", "right now", "disputed")
HEAD = f"{'':<36}" + "".join(f"{name:>12}" for name in COLUMNS)


def figures(verdicts: dict[str, Verdict]) -> Counter[str]:
    """The counts of some answers by the names of the columns; `first` and `now` are refused or accepted."""
    counts: Counter[str] = Counter()
    for name, verdict in verdicts.items():
        kind = "right" if "/right/" in name else "wrong"
        if verdict.remark:
            counts["disputed"] += 1
            continue
        counts[kind] += 1
        counts[f"{kind} now"] += (verdict.now == PASSED) == (kind == "right")
        first = (verdict.at_first_sight == PASSED) == (kind == "right")
        counts[f"{kind} first"] += first and not verdict.untrue
        counts["untrue"] += bool(verdict.untrue)
    return counts


def row(name: str, counts: Counter[str]) -> str:
    """One line of the table."""
    return f"{name:<36}" + "".join(f"{counts[column]:>12}" for column in COLUMNS)


def main() -> None:
    """Print the table, with a sum for each set."""
    sums: dict[str, Counter[str]] = {name: Counter() for name in SETS}
    print(HEAD)
    for exercise in (exercise for lab in labs() for exercise in lab.exercises):
        for a_set, total in sums.items():
            verdicts = read_verdicts(exercise).items()
            if own := {name: each for name, each in verdicts if name.startswith(f"{a_set}/")}:
                total.update(figures(own))
                print(row(f"{exercise.id}, {a_set}", figures(own)))
    for a_set, total in sums.items():
        shares = [100 * total[f"{kind} first"] / max(1, total[kind]) for kind in ("wrong", "right")]
        print(row(f"all of the {a_set} set", total))
        print(f"  at first sight {shares[0]:.1f} % refused with a true message, {shares[1]:.1f} % accepted")


if __name__ == "__main__":
    main()
