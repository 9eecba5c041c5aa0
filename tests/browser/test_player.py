"""The player on a page from disk, with no server and no network: what it shows, and how it is operated."""

from __future__ import annotations

from base64 import b64encode

import pytest
from accessibility import violations
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from player_documents import mapping, writes
from player_page import OF_MYST_NB, OF_NBCONVERT, PLAYER, PlayerPage
from playwright.sync_api import expect
from random_writes import played

from lablib.pictures.player.document import document as of
from lablib.pictures.player.play import show
from lablib.simulator.kinesis.state.write_limiter import TokenBucket
from lablib.traffic.producers import PRODUCERS

KEYS = ("a", "x", "d", "d", "Space", "ArrowLeft", "End", "n")
WIDTHS = (420, 900, 1400)


@pytest.fixture
def player(browser, tmp_path):
    with browser.new_page() as page:
        shown = PlayerPage(page, tmp_path)
        yield shown
        assert shown.errors == []
        assert [url for url in shown.asked if not url.startswith(("file:", "blob:", "data:"))] == []


@pytest.fixture
def still_player(browser, tmp_path):
    """For a reader who asked for less motion."""
    with browser.new_page(reduced_motion="reduce") as page:
        yield PlayerPage(page, tmp_path)


@pytest.mark.parametrize("outputs", [OF_NBCONVERT, OF_MYST_NB], ids=["nbconvert", "myst-nb"])
def test_it_takes_the_place_of_the_picture_and_waits_for_a_click(player, outputs):
    player.open(writes(), outputs=outputs)
    expect(player.page.locator("#picture")).to_be_hidden()
    expect(player.page.locator("table")).to_have_count(1)  # for who cannot see
    assert not player.ask("player.playing")
    player.button("Play").click()
    player.page.wait_for_function(f"{PLAYER}.ms > 0")
    player.button("Pause").click()
    assert not player.ask("player.playing")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (writes(), "At first you see 00:01:00.014, when most records were throttled."),
        (mapping(), "At first you see Tue 02:20, once half of what expires has expired."),
    ],
    ids=["writes", "mapping"],
)
def test_it_says_which_moment_it_shows_at_first_and_plays_from_the_beginning(player, document, says):
    player.open(document)
    said = player.page.locator(".caption p").last
    expect(said).to_have_text(f"{says} Play starts at the beginning.")
    assert player.ask("(player.play(), player.ms)") == 0
    assert player.ask("(player.pause(), player.seek(2000), player.play(), player.ms)") == pytest.approx(2_000)


def test_its_ledger_is_the_run_s_at_each_moment(player):
    document = writes(makers=2, flushes=3, size=900)
    player.open(document)
    player.seek(0)
    assert player.ledger == {"stored": "0", "waiting to be resent": "0", "never resent": "0"}
    # Each flush offers shard 0 twice 600 records, of which it stores 1,000 and then some.
    player.seek(5.5)
    assert player.ledger == {"stored": "900", "waiting to be resent": "0", "never resent": "0"}
    player.seek(document["length_ms"])
    totals = document["totals"]
    assert player.ledger["stored"] == f"{totals['stored']:,}"
    assert player.ledger["never resent"] == f"{totals['rejected']:,}"
    assert totals["rejected"] > 500


def test_a_bucket_throttles_only_when_it_is_full_and_never_holds_more(player):
    player.open(writes(makers=20, size=200))
    when_throttled, highest = player.ask(
        "(([{level, throttled}]) => [throttled.times"
        ".filter((at, k) => throttled.values[k] > (throttled.values[k - 1] || 0))"
        ".map(at => level.at(at)), Math.max(...level.values)])(player.scene.book.shards)"
    )
    assert len(when_throttled) > 100
    assert all(999 <= level <= 1_000 for level in when_throttled)
    assert highest == pytest.approx(1_000, abs=0.5)


def test_what_was_throttled_waits_until_it_is_sent_again(player):
    document = writes(resend=True)
    player.open(document)
    (throttled,) = {beat for beat in player.ask("player.scene.beats.map(beat => beat.rejected)") if beat}
    player.seek(100)
    assert player.ledger["waiting to be resent"] == str(throttled)
    player.seek(4_000)
    assert player.ledger == {
        "stored": "1,800",
        "waiting to be resent": "0",
        "never resent": "0",
    }


def test_the_poster_is_the_worst_flush_with_all_of_its_answers(player):
    player.open(writes())
    beats = player.ask("player.scene.beats.map(({to, rejected}) => [to, rejected])")
    worst = max(rejected for _, rejected in beats)
    answered = next(to for to, rejected in beats if rejected == worst)
    assert player.ask("player.ms") == pytest.approx(answered + 0.5)
    assert player.ask("player.scene.answersAt(player.ms)") == {"answers": 6, "failed": 0, "rejected": worst}


def test_pointing_at_a_record_says_which_it_is_and_what_became_of_it(player):
    player.open(writes())
    x, y = player.ask(
        "(hits => hits.slice((at => [at, at + 2])(hits.findIndex((hit, k) => k % 3 === 2 && "
        "player.scene.film.entries.fate[hit] === 1) - 2)[0]).slice(0, 2))(player.crowd.hits)"
    )
    said = player.hint_at(x, y).splitlines()
    assert said[0].startswith("g0")
    assert said[0].endswith(", try 1")
    assert said[1] == "in a call of 300 records, to shard 0"
    assert said[2].startswith("ProvisionedThroughputExceededException at 00:01:")
    assert said[3] == "never resent"


def test_every_key_works_and_none_gets_out(player):
    player.open(writes())
    player.page.evaluate(
        "window.heard = []; document.addEventListener('keydown', event => heard.push(event.key))"
    )
    stops = player.page.locator("button, select, input[type=range]").all()
    assert len(stops) == 5
    for stop in stops:
        assert stop.get_attribute("data-lm-suppress-shortcuts") == "true"
        stop.focus()
        for key in KEYS:
            player.page.keyboard.press(key)
    assert player.page.evaluate("heard") == []
    player.button("Next throttle").focus()
    player.ask("player.pause(), player.view.speed.value = 1")
    player.page.keyboard.press("Home")
    assert player.ask("player.ms") == 0
    player.page.keyboard.press("ArrowRight")
    player.page.keyboard.press("Shift+ArrowLeft")
    assert player.ask("player.ms") == pytest.approx(998)
    player.page.keyboard.press("n")
    second = player.ask("player.ms")
    assert 5_000 < second < 5_100
    player.page.keyboard.press("n")
    player.page.keyboard.press("p")
    assert player.ask("player.ms") == second
    player.page.keyboard.press("+")
    assert player.ask("player.speed") == 2
    player.page.keyboard.press("End")
    assert player.ask("player.ms") == pytest.approx(60_000)


def test_the_strip_is_a_slider_under_the_pointer(player):
    player.open(writes())
    slider = player.page.get_by_role("slider", name="Time in the run")
    width = slider.bounding_box()["width"]
    slider.click(position={"x": width / 4, "y": 40})
    player.painted()  # the words follow with the next frame
    assert player.ask("player.ms") == pytest.approx(15_000, abs=200)
    assert "nothing is throttled" in slider.get_attribute("aria-valuetext")
    assert player.page.locator(".tip").inner_text().splitlines()[0] == "00:01:15"


def test_a_page_that_takes_it_out_and_puts_it_back_finds_it_where_it_was(player):
    player.open(writes())
    player.seek(20_000)
    player.button("Play").click()
    player.page.evaluate("window.away = document.querySelector('#output'); away.remove()")
    playing, place = player.page.evaluate(
        "(({player}) => [player.playing, player.ms])(away.firstElementChild.firstElementChild)"
    )
    assert not playing
    player.page.wait_for_timeout(100)
    player.page.evaluate("document.querySelector('main').append(away)")
    player.painted()
    assert player.ask("player.ms") == place >= 20_000
    assert player.page.locator("section").count() == 1
    player.button("Play").click()
    player.painted()
    assert player.ask("player.playing")


def test_with_reduced_motion_nothing_flies_and_it_halts_at_each_flush(still_player):
    still_player.open(writes())
    rejected = still_player.ask("Math.max(...player.scene.beats.map(beat => beat.rejected))")
    assert still_player.ask("player.crowd.size") == rejected  # they lie where they bounced
    still_player.ask("player.seek(0)")
    places = still_player.ask(
        "(player.play(), [0, 1, 2].map(k => { player.goOn(k * 5000); return player.ms; }))"
    )
    assert places == pytest.approx(still_player.ask("player.scene.stops.slice(0, 3)"))


def test_it_turns_dark_with_the_page(player):
    player.open(writes())
    paper = "getComputedStyle(player.view.section).backgroundColor"
    assert player.ask(paper) == "rgb(255, 255, 255)"
    player.page.evaluate("document.body.style.background = '#111'")
    player.painted()
    assert player.ask(paper) == "rgb(17, 17, 17)"


@pytest.mark.parametrize(
    ("width", "theme"),
    [
        pytest.param(width, theme, marks=[] if (width, theme) == (420, "dark") else pytest.mark.nightly)
        for width in WIDTHS
        for theme in ("light", "dark")
    ],
)
def test_axe_finds_nothing_and_nothing_runs_over(player, width, theme):
    for document in (writes(makers=60, flushes=4, size=40), mapping()):
        player.open(document, width, theme)
        assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(player.page, "[data-lablib-player]") == []


@pytest.mark.nightly
def test_in_a_page_that_nbconvert_exports_it_plays_and_asks_nobody(browser, tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr("lablib.pictures.player.play.shell", lambda: "a shell")
    monkeypatch.setattr("IPython.display.display", lambda data, **more: given.append(data))
    show(writes())
    picture, player = ({mime: encoded(data) for mime, data in each.items()} for each in given)
    outputs = [new_output("display_data", data=picture), new_output("display_data", data=player)]
    notebook = new_notebook(cells=[new_code_cell("play(world)", outputs=outputs)])
    no_page_of_its_own = {"mathjax_url": "", "require_js_url": "", "mermaid_js_url": ""}
    page_text, _ = HTMLExporter(**no_page_of_its_own).from_notebook_node(notebook)
    (tmp_path / "exported.html").write_text(page_text, "utf-8")
    with browser.new_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "exported.html").as_uri())
        page.get_by_role("button", name="Play").click()
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        expect(page.locator(".jp-OutputArea img")).to_be_hidden()
        assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []


def encoded(data):
    """An image as it stands in a notebook."""
    return b64encode(data).decode() if isinstance(data, bytes) else data


def test_a_mapping_loses_what_expires_and_says_so(player):
    document = mapping()
    player.open(document)
    player.seek(document["length_ms"])
    assert player.ledger["expired"] == "10"
    assert player.ledger["handled"] == f"{document['totals']['handled']:,}"
    player.button("Previous failure").click()
    player.painted()
    assert player.ask("player.ms") == pytest.approx(player.ask("player.scene.jumps.at(-1)"), abs=1)
    player.page.keyboard.press("p")
    player.painted()
    said = player.ask("player.scene.spoken(player.ms + 3600e3)")
    player.page.keyboard.press("Home")
    player.page.keyboard.press("ArrowRight")  # a hundredth of the run
    assert player.ask("player.ms") == pytest.approx(document["length_ms"] / 100)
    assert "shard 1: 61 wait, the oldest for 1 h, attempt 61 at a batch failed" in said


@pytest.mark.parametrize(
    "seed", [1, pytest.param(2, marks=pytest.mark.nightly), pytest.param(3, marks=pytest.mark.nightly)]
)
def test_at_the_end_of_a_real_run_its_ledger_is_the_simulator_s(player, seed):
    """Three producers, a feed, an internal failure and a split."""
    plan = {
        "seed": seed,
        "shards": 2,
        "producers": sorted(PRODUCERS)[:3],
        "size_bytes": 10,
        "faults": [("internal_failure", 1.0, 3.0, 0.4)],
        "split_after_s": 4.0,
        "limiter": TokenBucket,
    }
    world = played(plan, recorded=True)
    document = of(world, "writes")
    player.open(document)
    ended = player.ask(
        "['stored', 'again', 'never', 'twice'].map(name => player.scene.book.total[name].last)"
    )
    totals = document["totals"]
    stored = sum(totals[fate] for fate in ("stored", "read", "expired", "handled"))
    assert ended == [stored, 0, totals["rejected"] + totals["given up"], document["stored_twice"]]
    has_ring = "extra copy: an earlier try had stored it" in player.page.locator(".key").first.inner_text()
    assert has_ring == (document["stored_twice"] > 0)
    in_shards = player.ask(
        "player.scene.book.shards.map(({stored, throttled}) => [stored.last, throttled.last])"
    )
    seconds = world.metrics.seconds.table(document["stream"])
    assert sum(stored for stored, _ in in_shards) == seconds.stored.sum()
    assert sum(rejected for _, rejected in in_shards) == seconds.not_stored.sum()
