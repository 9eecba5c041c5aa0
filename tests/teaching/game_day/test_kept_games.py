"""A game that is concluded in a learner's copy of the course keeps itself; elsewhere it doesn't."""

from __future__ import annotations

import msgspec
import pytest
from game_records import game_record

import lablib
from lablib.scenarios.incidents import Game
from lablib.teaching.checks import progress
from lablib.teaching.game_day import kept_games
from lablib.teaching.game_day.postmortem_parts import require_words


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A learner's copy of the course, in which the program runs."""
    (tmp_path / progress.DELIVERED).write_text("{}")
    monkeypatch.delenv(progress.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_game_that_a_learner_opens_keeps_itself(work, monkeypatch, capsys):
    monkeypatch.setattr(kept_games, "record_of", lambda game, words=None: game_record(words=words or {}))
    monkeypatch.setattr(Game, "begin", lambda game: None)
    game = lablib.incident(7, 1)
    lablib.stop()
    for do in game.when_concluded:
        do(game)
    assert capsys.readouterr().out == ""
    (kept,) = kept_games.kept_games(work / kept_games.FOLDER)
    assert kept.record == game_record()
    kept_games.keep(game, {"summary": "Too little."})
    (kept,) = kept_games.kept_games(work / kept_games.FOLDER)
    assert kept.record.words == {"summary": "Too little."}
    assert kept_games.keep(game).words == {"summary": "Too little."}
    kept_games.keep(game, {"impact": "251 events."})
    kept_games.keep_itself(game)  # the same game, played once more
    (kept,) = kept_games.kept_games(work / kept_games.FOLDER)
    assert kept.record.words == {"summary": "Too little.", "impact": "251 events."}


def test_words_under_a_wrong_name_or_that_are_no_text_are_refused():
    with pytest.raises(
        ValueError, match=r"no part 'sumary'. Did you mean 'summary'.* It has: summary, impact"
    ):
        kept_games.keep(None, {"sumary": "Too little."})
    with pytest.raises(
        TypeError, match=r"words\['impact'\] is 251, and has to be text. Write: 'impact': '251'"
    ):
        kept_games.keep(None, {"impact": 251, "cause": ...})


def test_words_that_no_file_takes_are_refused():
    with pytest.raises(ValueError, match=r"words\['cause'\] has half of a character, .* Type it again"):
        require_words({"cause": "it was \ud83d"})


def test_a_game_that_cannot_be_written_is_said_and_goes_on(work, monkeypatch, capsys):
    monkeypatch.setattr(kept_games, "record_of", lambda game, words=None: game_record())
    (work / kept_games.FOLDER).write_text("a file where the folder should be")
    kept_games.keep_itself(None)
    assert capsys.readouterr().out.startswith("This game couldn't be saved in ")


def test_outside_of_a_copy_of_the_course_nothing_is_kept_and_keep_says_so(work, monkeypatch, capsys):
    monkeypatch.setattr(kept_games, "record_of", lambda game, words=None: game_record())
    (work / progress.DELIVERED).unlink()
    kept_games.keep_itself(None)
    assert capsys.readouterr().out == ""
    kept_games.keep(None)
    assert capsys.readouterr().out.startswith(
        "This game isn't kept, because this notebook isn't in your copy"
    )
    assert [*work.iterdir()] == []


def test_a_game_that_was_kept_before_there_were_headlines_and_parts_is_read(tmp_path):
    old = msgspec.json.decode(msgspec.json.encode(game_record()))
    del old["parts"]
    for look in old["looks"]:
        del look["headline"]
    file = tmp_path / "level-1-seed-7.json"
    file.write_bytes(msgspec.json.encode(old))
    record = kept_games.load(file)
    assert (record.parts, record.looks[0].said) == ([], "alarms said <b>this</b> | that")
