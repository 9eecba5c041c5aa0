"""`lablib postmortem` and `lablib game-master` write pages, and say what is missing."""

from __future__ import annotations

import pytest
from game_records import game_record
from typer.testing import CliRunner

from lablib.cli import game_day
from lablib.cli.app import app
from lablib.scenarios.incidents import compose
from lablib.teaching.course import repo_root
from lablib.teaching.game_day.record import FOLDER, save


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A folder with the course's tables and no game yet."""
    (tmp_path / "course").symlink_to(repo_root() / "course")
    monkeypatch.setattr(game_day, "course_here", lambda: tmp_path)
    return tmp_path


def lablib(*arguments):
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, " ".join(result.output.split())


def test_the_postmortem_is_of_the_game_that_was_played_last_unless_one_is_named(clone):
    kept = clone / "work" / FOLDER
    for seed in (7, 8):
        save(game_record(seed=seed), kept)
    assert lablib("postmortem", "level-1-seed-7")[0] == 0
    assert sorted(each.suffix for each in kept.glob("level-1-seed-7.*")) == [".html", ".json", ".md"]
    assert not (kept / "level-1-seed-8.html").exists()
    assert lablib("postmortem", "--into", str(clone / "elsewhere"))[0] == 0
    assert (clone / "elsewhere" / "level-1-seed-8.md").exists()


def test_a_game_that_is_not_there_or_no_game_is_said_with_the_remedy(clone):
    assert "has no game. Remedy: play one in lab 09 to its end" in lablib("postmortem")[1]
    save(game_record(), clone / "work" / FOLDER)
    code, said = lablib("postmortem", "level-3-seed-7")
    assert (code, "there are: level-1-seed-7" in said) == (1, True)
    (clone / "work" / FOLDER / "level-1-seed-7.json").write_text("{}")
    assert "holds no finished game" in lablib("postmortem")[1]


def test_the_game_masters_page_has_pager_reveals_questions_and_the_folded_truth(clone):
    code, _ = lablib("game-master", "--seed", "7", "--level", "1", "--into", str(clone))
    page = (clone / "game-master-level-1-seed-7.html").read_text("utf-8")
    (cause,) = compose(7, 1).causes
    assert code == 0
    assert "PAGE usage-billing" in page
    assert "game = lablib.incident(seed=7, level=1)" in page
    open_part, _, folded = page.partition("<summary>Show the truth")
    assert cause.id in folded
    assert cause.id not in open_part
    assert all(act in folded for act in cause.worse)
    assert page.count("data-minute=") == 6
