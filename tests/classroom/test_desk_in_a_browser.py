"""The hub's login and its desk in a browser, whose scripts' requests carry what a page's don't."""

import pytest
from classroom_hub import room

from lablib.teaching.desk.progress_code import Report, encode

playwright = pytest.importorskip("playwright.sync_api", reason="make .venv/test.stamp installs Playwright")
pytestmark = pytest.mark.nightly
WITHIN_MS = 60_000


@pytest.fixture
def page(browser):
    playwright.expect.set_options(timeout=WITHIN_MS)
    with browser.new_context() as context:  # without the cookies of another test
        page = context.new_page()
        page.set_default_timeout(WITHIN_MS)
        yield page


def test_the_instructor_logs_in_adds_a_code_and_sees_the_room_until_the_hub_forgets_the_login(tmp_path, page):
    from axe_playwright_python.sync_playwright import Axe

    with room(tmp_path) as (here, _):
        page.goto(f"{here.bind_url}/services/desk/")
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        playwright.expect(page.get_by_text("Pick a name for the room")).to_be_visible()
        page.get_by_label("Username").fill(here.instructor)
        page.get_by_label("Password:").fill(here.password("instructor"))
        page.get_by_role("button", name="Sign in").click()

        playwright.expect(page.locator("#room")).to_contain_text("Nobody is here yet")
        page.get_by_label("Progress codes").fill(encode(Report("Ada", at="02.1")))
        page.get_by_role("button", name="Add codes").click()
        playwright.expect(page.locator("#room")).to_contain_text("Ada")

        page.context.clear_cookies()
        playwright.expect(page.get_by_role("status")).to_contain_text("Load this page again")
        playwright.expect(page.locator("#room")).to_contain_text("Ada")
