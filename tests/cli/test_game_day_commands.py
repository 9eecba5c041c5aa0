"""`lablib postmortem` and `lablib game-master` write pages, and say what is missing."""

from __future__ import annotations

import os
from html import escape

import pytest
from game_records import game_record
from typer.testing import CliRunner

from lablib.cli import game_day
from lablib.cli.app import app
from lablib.scenarios import incidents
from lablib.scenarios.incidents import compose
from lablib.teaching.course import repo_root
from lablib.teaching.game_day.kept_games import FOLDER, save


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A folder with the course's tables and no game yet."""
    (tmp_path / "course").symlink_to(repo_root() / "course")
    monkeypatch.setattr(game_day, "course_here", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def play(kept, *records):
    """Games, each kept a minute after the one before."""
    for minute, record in enumerate(records):
        file = save(record, kept)
        os.utime(file, (60 * minute, 60 * minute))


def lablib(*arguments):
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, " ".join(result.output.split())


def test_the_postmortem_is_of_the_game_that_was_kept_last_unless_another_is_chosen(clone):
    kept = clone / "work" / FOLDER
    play(
        kept, game_record(words={"summary": "Too little."}), game_record(seed=7, level=2), game_record(seed=8)
    )
    for arguments, taken in (
        ((), "level 1, seed 8, 71 of 100 points, kept on "),
        (("--seed", "7"), "level 2, seed 7, 71 of 100 points, kept"),
        (
            ("--seed", "7", "--level", "1"),
            "level 1, seed 7, 71 of 100 points, kept",
        ),
        (("level-1-seed-7",), "level 1, seed 7, 71"),
    ):
        code, said = lablib("postmortem", *arguments, "--output", str(clone / "elsewhere"))
        assert code == 0
        assert f"The postmortem is of {taken}" in said
        assert "There are 3 games: lablib postmortem --list" in said
        assert ("Your words are missing" in said) == ("level 1, seed 7" not in taken)
    assert lablib("postmortem", "--seed", "8")[0] == 0
    assert sorted(each.suffix for each in kept.glob("level-1-seed-8.*")) == [".html", ".json", ".md"]
    assert lablib("postmortem", "--list")[1].count("71 of 100 points") == 3


def test_a_game_with_words_is_set_aside_when_the_night_is_played_again_otherwise(clone):
    kept = clone / "work" / FOLDER
    first = game_record(words={"summary": "Too little."})
    play(kept, first, game_record(words={"summary": "In other words."}), game_record(points=80))
    assert [each.name for each in sorted(kept.glob("*.json"))] == [
        "level-1-seed-7-before-1.json",
        "level-1-seed-7.json",
    ]
    assert lablib("postmortem", "level-1-seed-7-before-1")[0] == 0
    assert "In other words." in (kept / "level-1-seed-7-before-1.md").read_text("utf-8")


def test_a_folder_that_is_none_is_said_before_the_night_is_played(clone, monkeypatch):
    play(clone / "work" / FOLDER, game_record())
    (clone / "taken").write_text("a file")
    monkeypatch.setattr(incidents, "incident", None)
    for command in (("postmortem",), ("game-master", "--seed", "3")):
        code, said = lablib(*command, "--output", str(clone / "taken"))
        assert code == 1
        assert "taken can't be written to: File exists. Remedy: --output takes another folder" in said


def test_a_game_that_is_not_there_or_no_game_is_said_with_the_remedy(clone):
    assert "has no game. Remedy: play one in lab 09 to its end" in lablib("postmortem")[1]
    save(game_record(), clone / "work" / FOLDER)
    code, said = lablib("postmortem", "level-3-seed-7")
    assert (code, "there are: level-1-seed-7" in said) == (1, True)
    (clone / "work" / FOLDER / "level-1-seed-7.json").write_text("{}")
    assert "holds no finished game" in lablib("postmortem")[1]


def test_the_game_masters_page_has_pager_reveals_questions_and_the_folded_truth(clone):
    code, said = lablib("game-master", "--seed", "7", "--level", "1")
    file = clone / "work" / FOLDER / "game-master-level-1-seed-7.html"
    page = file.read_text("utf-8")
    assert str(file) in said.replace(" ", "")
    assert [*clone.glob("*.html")] == []
    assert code == 0
    assert "PAGE usage-billing" in page
    (cause,) = compose(7, 1).causes
    assert "game = lablib.incident(seed=7, level=1)\ndesk(game)" in page
    assert f"{escape(cause.says[1:])}. It begins in minute " in page
    open_part, _, folded = page.partition("<summary>Show the truth")
    assert cause.id in folded
    assert cause.id not in open_part
    assert all(act in folded for act in cause.worse)
    assert page.count("data-minute=") == 6
