"""The site as somebody reads it: `make site`, opened from disk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_accessibility import COLORS, violations

from lablib.teaching.course import labs, repo_root

pytest.importorskip("sphinx", reason="make site installs Sphinx")
pytestmark = pytest.mark.nightly
ROOT = repo_root()
PHONE_PX = 390


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of its own; the test of the whole way there is that this ends without a warning."""
    folder = tmp_path_factory.mktemp("site")
    commands = (
        (ROOT / "docs/site/write_pages.py", folder / "source"),
        ("-m", "sphinx", "--fail-on-warning", "--quiet", folder / "source", folder / "html"),
        (ROOT / "docs/site/check_pages.py", folder / "html"),
    )
    for command in commands:
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, env=os.environ, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE_PX, "height": 800})
    yield context.new_page()
    context.close()


def test_every_lab_and_its_solution_has_a_page(site: Path):
    for lab in labs():
        assert (site / "labs" / f"{lab.folder.name}.html").is_file()
        assert (site / "solutions" / f"{lab.folder.name}.html").is_file()


@pytest.mark.timeout(1800)  # every page, also where others use the machine
def test_axe_finds_nothing_in_any_page_and_none_is_wider_than_a_phone(site: Path, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = []
    for file in sorted(site.rglob("*.html")):
        page.emulate_media(color_scheme="light")
        page.goto(file.as_uri())
        for scheme, rules in (("light", ()), ("dark", COLORS)):
            page.emulate_media(color_scheme=scheme)
            broken = violations(page, *rules)
            found += [(file.name, scheme, each["id"], each["nodes"][0]["html"][:200]) for each in broken]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [(file.name, scheme, "width", wide)] * (wide != PHONE_PX)

    assert found == []
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_the_player_plays_without_a_kernel(site: Path, page: Page):
    page.goto((site / "labs/02_silent_batch_loss.html").as_uri())
    player = page.locator("[data-lablib-player]").first
    player.scroll_into_view_if_needed()

    player.get_by_role("button", name="Play").wait_for()
    assert "Run this cell" not in player.inner_text()


def test_a_solution_is_folded_until_it_is_asked_for(site: Path, page: Page):
    page.goto((site / "labs/02_silent_batch_loss.html").as_uri())
    answer = page.locator("details.folded").first
    assert not answer.locator("pre").is_visible()

    answer.locator("summary").click()
    assert 'if "ErrorCode" in result' in answer.inner_text()


def test_a_folded_cell_says_what_is_in_it(site: Path, page: Page):
    page.goto((site / "labs/02_silent_batch_loss.html").as_uri())
    prediction = page.locator("details", has_text="Show the solution's prediction").first
    prediction.locator("summary").click()

    assert "Hide the solution's prediction" in prediction.inner_text()
    assert 'predict("02.missing", 0)' in prediction.inner_text()


def test_the_search_finds_a_word_in_a_lab(site: Path, page: Page):
    page.goto((site / "search.html").as_uri() + "?q=ErrorCode")

    page.locator("#search-results a", has_text="Silent batch loss").first.wait_for()


def test_a_broken_link_and_another_host_are_found(site: Path, tmp_path: Path):
    text = '<a href="gone.html">x</a><a href="#nowhere">y</a><img src="https://example.com/x.png" alt="">'
    (tmp_path / "index.html").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "docs/site/check_pages.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "index.html loads https://example.com/x.png from another host",
        "index.html: gone.html leads to no file",
        "index.html: #nowhere leads to no place in that page",
    ]
