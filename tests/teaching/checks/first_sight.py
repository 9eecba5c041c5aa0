"""Grade a folder of answers, and show each verdict as a learner would see it.

    python tests/teaching/checks/first_sight.py 02.2                the exercise's blind answers
    python tests/teaching/checks/first_sight.py 02.2 FOLDER         answers anywhere, or one file
    python tests/teaching/checks/first_sight.py 02.2 --record       and write blind/verdicts.toml

Each answer runs in a process of its own. `--record` sets `now` of every answer, and `at_first_sight` of those
that have none yet.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from blind_answers import (
    PASSED,
    Card,
    Verdict,
    answers_in,
    card_of,
    folder_of,
    read_verdicts,
    warm,
    write_verdicts,
)
from blind_figures import HEAD, figures, row
from warm_process import NoResult, run_each

from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.course import Exercise


def main() -> int:
    """Exit code 1 if an answer got no verdict."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("exercise", help="its number, such as 02.2")
    asked.add_argument("folder", nargs="?", type=Path, help="default: the exercise's blind/")
    asked.add_argument("--record", action="store_true", help="write blind/verdicts.toml")
    asked.add_argument("--brief", action="store_true", help="one line an answer, without the cards")
    args = asked.parse_args()
    exercise = exercise_called(args.exercise)
    place = (args.folder or folder_of(exercise)).resolve()
    files = [place] if place.is_file() else answers_in(place)
    if not files:
        asked.error(f"there is no answer in {place}")
    if args.record and not all(file.is_relative_to(folder_of(exercise)) for file in files):
        asked.error(f"--record is for answers in {folder_of(exercise)}")
    cards = {}
    for file, card in zip(files, _cards(exercise, files), strict=True):
        cards[file] = card
        _show(file, card, brief=args.brief)
    print(*_summary(cards), sep="\n")
    if args.record:
        _record(exercise, cards)
    return int(any(card is None for card in cards.values()))


def _cards(exercise: Exercise, files: list[Path]) -> Iterator[Card | None]:
    results = run_each(warm, card_of, [(exercise.number, file) for file in files])
    for done, result in enumerate(results, 1):
        print(f"{done} of {len(files)}", file=sys.stderr, flush=True)
        if isinstance(result, NoResult):
            print(f"NO VERDICT: {result}", file=sys.stderr)
        yield None if isinstance(result, NoResult) else result


def _name(file: Path) -> str:
    return "/".join(file.parts[-3:])


def _show(file: Path, card: Card | None, *, brief: bool) -> None:
    verdict = card.verdict if card else "NO VERDICT"
    print(f"{_name(file):<60} {verdict}", flush=True)
    if card and not brief:
        print(file.read_text("utf-8").partition("\n")[0], card.text, "", sep="\n", flush=True)


def _summary(cards: dict[Path, Card | None]) -> Iterator[str]:
    """How many of each folder passed."""
    for folder in sorted({file.parent for file in cards}):
        seen = [card for file, card in cards.items() if file.parent == folder]
        passed = sum(card is not None and card.verdict == PASSED for card in seen)
        yield f"{_name(folder)}: {passed} of {len(seen)} passed"


def _record(exercise: Exercise, cards: dict[Path, Card | None]) -> None:
    verdicts = read_verdicts(exercise)
    for file, card in cards.items():
        if card is None:
            continue
        name = file.relative_to(folder_of(exercise)).as_posix()
        verdicts.setdefault(name, Verdict(card.verdict, card.verdict)).now = card.verdict
    write_verdicts(exercise, verdicts)
    print(HEAD, row(exercise.id, figures(verdicts)), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
