"""The games that a learner has played to their end, as files of `work/game-days/`.

A concluded game keeps itself there; `keep` does it again with the learner's words.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any

import msgspec

from lablib.scenarios.incidents import Game
from lablib.simulator.call_forms import called_as, require_a
from lablib.teaching.checks import progress
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.game_day.postmortem_parts import require_words
from lablib.teaching.game_day.record import GameRecord, record_of

FOLDER = "game-days"


@dataclass(frozen=True, slots=True)
class KeptGame:
    """A game and its file."""

    file: Path
    record: GameRecord

    @property
    def name(self) -> str:
        """Such as `level-2-seed-7`."""
        return self.file.stem

    @property
    def when(self) -> str:
        """When it was kept, by this computer's clock."""
        return f"{datetime.fromtimestamp(self.file.stat().st_mtime).astimezone():%Y-%m-%d %H:%M}"

    @property
    def said(self) -> str:
        """Such as: level 2, seed 7, 86 of 100 points, kept on 2026-11-29 at 16:50, with your words."""
        date, time = self.when.split()
        points = f"{self.record.points:.0f} of 100 points"
        words = "with your words" if self.record.words else "without words of yours"
        where = f"level {self.record.level}, seed {self.record.seed}"
        return f"{where}, {points}, kept on {date} at {time}, {words}"


def folder() -> Path | None:
    """Where games are kept: None where this isn't a learner's copy of the course."""
    kept = progress.place()
    own = kept is not None and progress.VARIABLE not in os.environ
    return kept.with_name(FOLDER) if own and kept is not None else None


def kept_games(where: Path) -> list[KeptGame]:
    """All of a folder, the newest last. Raises ValueError for a file that holds no game, and OSError."""
    files = sorted(where.glob("*.json"), key=lambda file: (file.stat().st_mtime_ns, file.name))
    return [KeptGame(file, load(file)) for file in files]


def save(record: GameRecord, into: Path) -> Path:
    """Write it whole or not at all. Raises OSError.

    It takes the place of a game of the same seed and level; but an earlier one that has words is set aside.
    """
    into.mkdir(parents=True, exist_ok=True)
    file = into / f"{record.name}.json"
    if _has_words_of_another(file, record):
        numbered = (into / f"{record.name}-before-{number}.json" for number in itertools.count(1))
        file.rename(next(aside for aside in numbered if not aside.exists()))
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    part.replace(file)
    return file


def _has_words_of_another(file: Path, record: GameRecord) -> bool:
    """Whether the file holds words about a game that was played otherwise."""
    try:
        there = load(file)
    except (ValueError, FileNotFoundError):
        return False
    return bool(there.words) and _without_words(there) != _without_words(record)


def load(file: Path) -> GameRecord:
    """Raises ValueError for a file that holds no game, OSError for one that can't be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=GameRecord)
    except msgspec.MsgspecError as error:
        remedy = "delete the file, or play the game to its end again"
        raise ValueError(f"{file} holds no finished game: {error}. Remedy: {remedy}") from error


@called_as("keep(game)")
def keep(game: Game, words: Mapping[str, Any] | None = None) -> GameRecord:
    """The record of a concluded game, which is also written into the learner's copy of the course.

    `words` are the learner's, by the names of `course/postmortem.toml`. Again with other words replaces those
    of the same name; all others stay as they are. Raises ValueError for a name that the postmortem hasn't,
    and TypeError for words that are no text and for what is no game.
    """
    require_a((Mapping, NoneType), words, "keep", 'words by name, as in keep(game, {"summary": "..."})')
    require_words(words or {})
    record = _with_kept_words(record_of(game, words))
    file, why_not = _kept(record)
    print(why_not or line("game-day.kept", file=file))
    return record


def keep_itself(game: Game) -> None:
    """What a game does when it is concluded; a failure to write is worth a line, and nothing else is."""
    if folder() is not None:
        _, why_not = _kept(_with_kept_words(record_of(game)))
        print(why_not, end="\n" if why_not else "")


def _with_kept_words(record: GameRecord) -> GameRecord:
    """The same with the words that were kept of this very game and that it has no others for."""
    there = _of_same_game(folder(), record)
    return msgspec.structs.replace(record, words=there.words | record.words) if there else record


def _of_same_game(where: Path | None, record: GameRecord) -> GameRecord | None:
    """What is kept of the game that was played just like this one; None without."""
    if where is None:
        return None
    try:
        there = load(where / f"{record.name}.json")
    except (ValueError, OSError):
        return None
    return there if _without_words(there) == _without_words(record) else None


def _without_words(record: GameRecord) -> GameRecord:
    return msgspec.structs.replace(record, words={})


def _kept(record: GameRecord) -> tuple[Path | None, str]:
    """The file that it is kept in, or the reason why it isn't."""
    into = folder()
    if into is None:
        return None, line("game-day.not-kept")
    try:
        return save(record, into), ""
    except OSError as error:
        return None, line("game-day.not-saved", folder=into, why=error.strerror or error)
