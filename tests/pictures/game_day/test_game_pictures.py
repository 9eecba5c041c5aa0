"""The two pictures of a game: their first line, their numbers, and that nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from game_records import game_record

from lablib.pictures.game_day.game_timeline import moments_told, timeline_alt, timeline_sheet
from lablib.pictures.game_day.three_runs import three_runs, three_runs_sheet
from lablib.teaching.game_day.record import KINDS, Moment, Run


@pytest.mark.parametrize(
    ("lost", "title"),
    [
        (251, "You lost 251 of the 761 events that doing nothing loses"),
        (761, "You lost 761 events, as many as if nobody had answered the pager"),
        (900, "Doing nothing would have lost 761 events; you lost 900"),
    ],
)
def test_the_three_runs_say_what_the_learners_acts_were_worth(lost, title):
    runs = game_record().runs | {"yours": Run(lost, 3, 25, 0.09)}
    assert three_runs_sheet(game_record(runs=runs)).title == title


def test_each_run_has_its_five_numbers_below_the_picture():
    picture = three_runs(game_record())
    told = "{} events lost, {} billed twice, {} late at the end, {} minutes outside the SLO, {} dollars"
    assert picture.summary.split("; ") == [
        f"nothing: {told.format(761, 0, 0, 80, '0.09')}",
        f"reference: {told.format(0, 0, 0, 17, '0.10')}",
        f"yours: {told.format(251, 3, 12, 25, '0.09')}",
    ]
    assert picture.summary in picture.alt
    sheet = three_runs_sheet(game_record())
    assert max(words.y for words in sheet.words) < sheet.high


def test_a_timeline_has_a_numbered_mark_for_each_moment_and_the_same_number_in_its_table():
    sheet = timeline_sheet(game_record())
    assert sheet.title == "The first act came 10 minutes after the pager, at 02:25"
    assert sheet.summary == "happened 2, visible 1, looked 3, acted 1"
    assert sheet.summary in timeline_alt(sheet)
    written = [words.text for words in sheet.words]
    assert [number for number, *_ in moments_told(game_record()) if number not in written] == []
    assert moments_told(game_record())[0] == ("1", "02:00", "happened", "v42 is deployed")


def test_marks_of_the_same_minute_stand_under_each_other():
    crowded = [Moment(60.0 + second, kind, f"{kind} {second}") for kind in KINDS for second in range(9)]
    sheet = timeline_sheet(game_record(timeline=[*crowded, Moment(4_500.0, "happened", "the end")]))
    places = [place for place, _ in sheet.notes]
    assert len(places) == 4 * 9 + 1
    for one, other in combinations(places, 2):
        apart = abs(one.x - other.x) >= one.wide or abs(one.y - other.y) >= one.high
        assert apart, (one, other)
    assert all(each.x >= 0 and each.x + each.wide <= sheet.wide for each in places)
    assert all(each.y >= 0 and each.y + each.high <= sheet.high for each in places)


def test_a_game_without_an_act_has_a_timeline_too():
    quiet = [each for each in game_record().timeline if each.kind != "acted"]
    assert timeline_sheet(game_record(timeline=quiet)).title == "Nobody acted in this game"
