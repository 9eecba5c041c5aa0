"""Each picture says its numbers, draws the same bytes everywhere, and leaves nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import combinations, product
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image

from lablib.pictures.plots import (
    incident_at_a_glance,
    minute_and_second,
    offered_stored_lost,
    shards_by_seconds,
)
from lablib.pictures.plots.__main__ import INCIDENT_PNG, draw_incident
from lablib.simulator.ledger.shard_seconds import SecondsTable
from lablib.simulator.limits import WORLD_START_S

PNG = b"\x89PNG\r\n\x1a\n"


def table_of(
    offered: list[list[int]], throttled: list[list[int]], start_s: int = WORLD_START_S
) -> SecondsTable:
    counts, refused = np.array(offered, dtype=np.int64), np.array(throttled, dtype=np.int64)
    names = tuple(f"shardId-{index:012d}" for index in range(len(offered)))
    none = np.zeros_like(counts)
    return SecondsTable(start_s, names, counts, counts - refused, refused, none, none, none)


def two_minutes_with_one_bad_second() -> SecondsTable:
    """Shard 1 is offered 3,000 records in second 61 and takes 1,000; shard 0 takes 100 in second 0."""
    offered, throttled = np.zeros((2, 120), dtype=np.int64), np.zeros((2, 120), dtype=np.int64)
    offered[0, 0], offered[1, 61], throttled[1, 61] = 100, 3_000, 2_000
    return table_of(offered.tolist(), throttled.tolist())


def test_the_minute_hides_what_the_second_shows():
    picture = minute_and_second(two_minutes_with_one_bad_second())
    # 1,000 of the 2 x 1,000 x 60 records that two shards can take in a minute: 0.83 %
    assert picture.summary == (
        "2 shards, 120 seconds: busiest minute 0.8% of the capacity; 2,000 records throttled. "
        "Minute 00:01: 0.8% of the capacity; shardId-000000000001 throttled 2,000 records in 1 second"
    )
    assert picture.summary in picture.alt
    assert picture.png.startswith(PNG)


def test_minutes_are_those_of_the_clock_and_not_of_the_table():
    offered = [[600] * 60]  # from second 30 of a minute to second 30 of the next: 18,000 in each
    picture = minute_and_second(table_of(offered, [[0] * 60], start_s=WORLD_START_S + 30))
    assert picture.summary.startswith("1 shard, 60 seconds: busiest minute 30.0% of the capacity; 0 records")


def test_shards_by_seconds_counts_the_seconds_of_each_shard():
    picture = shards_by_seconds(two_minutes_with_one_bad_second())
    assert picture.summary == (
        "2 shards, 120 seconds: 3,100 records offered, 2,000 throttled in 1 second, "
        "2,000 of them by shardId-000000000001"
    )


def test_few_large_records_are_shaded_by_their_bytes_and_the_key_says_shares():
    table = replace(table_of([[0, 1, 2]], [[0, 0, 1]]), offered_bytes=np.array([[0, 2**20, 2**21]]))
    figure = shards_by_seconds.__wrapped__(table).figure
    (shades, *_) = figure.axes[0].collections
    assert shades.get_array().ravel().tolist() == [0, 1_000, 2_000]
    said = words_of(figure)
    assert "Share of the limit (records or bytes) offered to each shard in each second" in said
    assert "100% or more" in said


def test_of_an_hour_the_worst_four_minutes_are_drawn_and_the_summary_is_about_all():
    offered, throttled = np.full((100, 3_600), 5), np.zeros((100, 3_600), dtype=int)
    offered[42, 1_801], throttled[42, 1_801] = 1_200, 200
    offered[7, 60], throttled[7, 60] = 1_100, 100
    table = table_of(offered.tolist(), throttled.tolist())
    assert shards_by_seconds(table).summary == (
        "100 shards, 3,600 seconds: 1,802,290 records offered, 300 throttled in 2 seconds, "
        "200 of them by shardId-000000000042; drawn: the worst 4 minutes"
    )
    figure = shards_by_seconds.__wrapped__(table).figure
    first_s, end_s = figure.axes[0].get_xlim()
    assert end_s - first_s == 240
    assert first_s + 119 == WORLD_START_S + 1_801  # the worst second stands in the middle
    said = words_of(figure)
    assert "2 shards throttled 300 records in 2 of 3,600 seconds" in said
    assert "Records offered to each shard in each second of the worst 4 minutes" in said
    assert "200 throttled\nin 1 second" in said


def test_of_a_quiet_hour_the_busiest_four_minutes_are_drawn():
    offered = np.zeros((2, 3_600), dtype=int)
    offered[1, 3_595] = 7  # so near to the end that it cannot stand in the middle
    table = table_of(offered.tolist(), np.zeros_like(offered).tolist())
    assert shards_by_seconds(table).summary == (
        "2 shards, 3,600 seconds: 7 records offered, 0 throttled; drawn: the busiest 4 minutes"
    )
    first_s, end_s = shards_by_seconds.__wrapped__(table).figure.axes[0].get_xlim()
    assert first_s <= WORLD_START_S + 3_595 < end_s <= WORLD_START_S + 3_600


def test_four_minutes_are_drawn_whole():
    table = table_of([[5] * 240], [[0] * 240])
    assert shards_by_seconds(table).summary == "1 shard, 240 seconds: 1,200 records offered, 0 throttled"


def pulses(shards, seconds, peak):
    """A flush every 10 s from second 3 on: each shard is offered `peak` records and takes 1,000 at most."""
    offered = np.zeros((shards, seconds), dtype=np.int64)
    offered[:, 3::10] = peak
    return table_of(offered.tolist(), np.maximum(offered - 1_000, 0).tolist())


def tables():
    """Shards, seconds and peaks: in make test each pair of values but of the largest; in make nightly all."""
    grid = product(enumerate([1, 4, 100]), enumerate([1, 60, 299]), enumerate([0, 1_700, 30_000]))
    for (row, shards), (column, seconds), (turn, peak) in grid:
        in_make_test = (row + column + turn) % 3 == 0 and shards * seconds < 100
        marks = () if in_make_test else pytest.mark.nightly
        yield pytest.param(shards, seconds, peak, marks=marks)


@pytest.mark.parametrize(("shards", "seconds", "peak"), list(tables()))
def test_no_word_lies_on_another(shards, seconds, peak):
    table = pulses(shards, seconds, peak)
    for draw in (shards_by_seconds, minute_and_second):
        assert_no_word_lies_on_another(draw.__wrapped__(table).figure)


@pytest.mark.parametrize(
    ("offered", "lost"),
    [
        (84_768, 83_000),
        *(
            pytest.param(*each, marks=pytest.mark.nightly)
            for each in [(10, 0), (1_000_000, 1), (10, 10), (1, 1), (84_768, 19_190)]
        ),
    ],
)
def test_no_word_lies_on_another_beside_the_ledger(offered, lost):
    totals = {"offered": offered, "waiting": 0, "given up": 0, "rejected": lost, "stored": offered - lost}
    assert_no_word_lies_on_another(incident_at_a_glance.__wrapped__(pulses(4, 180, 1_700), totals).figure)
    assert_no_word_lies_on_another(offered_stored_lost.__wrapped__(totals, duplicates=lost).figure)


def assert_no_word_lies_on_another(figure):
    figure.draw_without_rendering()
    boxes = {text: text.get_window_extent().padded(4, 0) for text in texts_of(figure)}  # words stand apart
    for one, other in combinations(boxes, 2):
        assert not boxes[one].overlaps(boxes[other]), (one.get_text(), other.get_text())


def texts_of(figure):
    """Everything that is written in it."""
    texts = [figure._suptitle]
    for axes in figure.axes:
        texts += axes.get_xticklabels() + axes.get_yticklabels() + axes.texts + [axes._left_title]
        if axes.get_legend() is not None:
            texts += axes.get_legend().get_texts()
    return [text for text in texts if text.get_text()]


def words_of(figure):
    return [text.get_text() for text in texts_of(figure)]


def test_fates_add_up_in_words():
    totals = {"offered": 10, "waiting": 0, "rejected": 2, "given up": 1, "stored": 7}
    assert (
        offered_stored_lost(totals).summary
        == "offered 10; stored 7; lost 3; throttled or failed, never resent 2; given up 1"
    )


def test_one_cause_of_loss_is_named_beside_the_loss():
    totals = {"offered": 10, "rejected": 2, "stored": 8}
    assert (
        offered_stored_lost(totals).summary
        == "offered 10; stored 8; lost: throttled or failed, never resent 2"
    )


def test_in_flight_is_not_lost_expired_was_stored_and_copies_come_on_top():
    totals = {"offered": 10, "in flight": 3, "given up": 1, "stored": 2, "read": 3, "expired": 1}
    assert offered_stored_lost(totals, duplicates=4).summary == (
        "offered 10; stored 6; expired, never read 1; in flight 3; lost: given up 1; stored again 4"
    )


def test_the_incident_at_a_glance_has_the_minute_the_seconds_and_the_loss():
    totals = {"offered": 3_100, "waiting": 0, "rejected": 1_900, "given up": 100, "stored": 1_100}
    picture = incident_at_a_glance(two_minutes_with_one_bad_second(), totals)
    assert picture.summary == "120 seconds: busiest minute 0.8% of the capacity; 2,000 of 3,100 records lost"
    assert "in the minute 00:01, shard 1 throttled 2,000 records in 1 second" in picture.alt
    assert "2,000 of 3,100 records are lost (64.5%)" in picture.alt


def test_next_to_nothing_is_not_called_nothing():
    said = words_of(
        offered_stored_lost.__wrapped__({"offered": 1_000_000, "rejected": 1, "stored": 999_999})[0]
    )
    assert "1 of 1,000,000 records is lost" in said
    assert "1  (under 0.01%)" in said
    assert "999,999  (over 99.99%)" in said


@pytest.mark.nightly
def test_the_picture_of_the_readme_is_the_incident_as_it_runs_today():
    with Image.open(INCIDENT_PNG) as drawn:
        assert drawn.info["Description"] == draw_incident().alt
        assert drawn.size == (1600, 700)
    assert INCIDENT_PNG.stat().st_size < 150_000


def test_a_png_carries_its_alternative_text_and_neither_date_nor_program():
    picture = offered_stored_lost({"offered": 3, "stored": 3})
    assert Image.open(BytesIO(picture.png)).text == {"Description": picture.alt}


@pytest.mark.parametrize(
    ("draw", "nothing"),
    [
        (minute_and_second, table_of([[]], [[]])),
        (shards_by_seconds, table_of([[]], [[]])),
        (offered_stored_lost, {"offered": 0}),
    ],
)
def test_nothing_to_draw_is_an_error_that_says_so(draw, nothing):
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(nothing)


def test_a_quiet_stream_is_drawn_and_called_quiet():
    quiet = table_of([[5, 5]], [[0, 0]])
    assert "; 0 records throttled. " in minute_and_second(quiet).summary
    assert shards_by_seconds(quiet).summary == "1 shard, 2 seconds: 10 records offered, 0 throttled"


def test_a_picture_is_saved_whole_or_not_at_all(tmp_path):
    picture = offered_stored_lost({"offered": 1, "stored": 1})
    picture.save(tmp_path / "fates.png")
    assert (tmp_path / "fates.png").read_bytes() == picture.png
    with pytest.raises(OSError, match="Remedy: make it, or name another"):
        picture.save(tmp_path / "missing" / "fates.png")
    assert [path.name for path in tmp_path.iterdir()] == ["fates.png"]


def test_a_disk_that_fails_leaves_the_old_picture_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "fates.png").write_bytes(b"old")

    def half_of_it(path, content):
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half_of_it)
    with pytest.raises(OSError, match="No space left"):
        offered_stored_lost({"offered": 1, "stored": 1}).save(str(tmp_path / "fates.png"))
    assert [path.name for path in tmp_path.iterdir()] == ["fates.png"]
    assert (tmp_path / "fates.png").read_bytes() == b"old"


def test_the_users_own_style_does_not_get_into_a_picture():
    totals = {"offered": 3, "rejected": 1, "stored": 2}
    plain = offered_stored_lost(totals).png
    theirs = {"axes.grid": True, "savefig.bbox": "tight", "hatch.linewidth": 4.0, "font.size": 20.0}
    with matplotlib.rc_context(theirs):
        assert offered_stored_lost(totals).png == plain
        assert {name: matplotlib.rcParams[name] for name in theirs} == theirs


def test_drawing_leaves_the_settings_of_matplotlib_alone():
    before = matplotlib.rcParams.copy()
    offered_stored_lost({"offered": 3, "stored": 3})
    assert matplotlib.rcParams.copy() == before


@pytest.mark.nightly
def test_drawing_leaves_the_users_matplotlib_alone():
    script = (
        "import sys, matplotlib; before = matplotlib.rcParams.copy()\n"
        "from lablib.pictures.plots import offered_stored_lost\n"
        "offered_stored_lost({'offered': 3, 'stored': 3})\n"
        "assert matplotlib.rcParams.copy() == before\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.nightly
def test_the_bytes_are_the_same_under_any_hash_seed_and_in_any_time_zone():
    digests = set()
    for hash_seed, zone in (("0", "UTC"), ("4242", "Asia/Kolkata")):
        script = (
            "import sys; sys.path.insert(0, 'tests/pictures/plots')\n"
            "from hashlib import sha256; from test_pictures import *\n"
            "table = two_minutes_with_one_bad_second()\n"
            "for draw in (minute_and_second, shards_by_seconds):\n"
            "    print(sha256(draw(table).png).hexdigest())\n"
        )
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


@pytest.fixture
def published():
    """What a notebook's shell shows, as lists of types; the shell is gone after the test."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shown = []
    shell = InteractiveShell.instance(config=Config(HistoryManager={"hist_file": ":memory:"}))
    shell.display_pub.publish = lambda data, metadata=None, **_: shown.append(sorted(data))
    yield shown
    InteractiveShell.clear_instance()


def test_a_notebook_gets_the_picture_and_under_it_the_line_of_numbers(published, capsys):
    picture = offered_stored_lost({"offered": 3, "stored": 3})
    picture._ipython_display_()
    assert published == [["image/png", "text/plain"]]
    assert capsys.readouterr().out == "offered 3; stored 3; lost 0\n"


def test_who_sits_before_a_kernel_gets_it_with_words_for_a_screen_reader(published, monkeypatch):
    monkeypatch.setattr("lablib.pictures.plots.picture.somebody_watches", lambda: True)
    offered_stored_lost({"offered": 3, "stored": 3})._ipython_display_()
    assert published == [["image/png", "text/html", "text/plain"]]
