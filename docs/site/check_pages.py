"""Check the built site: `python docs/site/check_pages.py build/site`.

Each link to a page, a place in a page or a file of the site leads somewhere, and no page loads anything from
another host. Prints what is wrong, and exits with 1 if anything is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
"""What a browser fetches when it shows the page, by tag. Only an `a` waits for a click."""
NOT_FETCHED = ("canonical", "prev", "next", "index", "search", "genindex")


class _Page(HTMLParser):
    """The ids of a page, what it links to, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        attribute = LOADED.get(tag)
        if attribute and found.get(attribute) and found.get("rel") not in NOT_FETCHED:
            self.loads.append(found[attribute])


def problems(site: Path) -> Iterator[str]:
    """What is wrong, a sentence each."""
    pages = {file.resolve(): _Page(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"{site} has no page: build it with make site"
    for file, page in pages.items():
        name = file.relative_to(site.resolve())
        for address in page.loads:
            if urlsplit(address).netloc:
                yield f"{name} loads {address} from another host"
        for address in (*page.links, *page.loads):
            yield from (f"{name}: {why}" for why in _broken(address, file, page, pages))


def _broken(address: str, file: Path, page: _Page, pages: dict[Path, _Page]) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        yield f"{address} leads to no file"
    elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        yield f"{address} leads to no place in that page"


if __name__ == "__main__":
    found = list(problems(Path(sys.argv[1])))
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    sys.exit(bool(found))
