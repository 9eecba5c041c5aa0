"""The code of docs/at-work.md, as files: before and after the mistake of each recipe is mended."""

from __future__ import annotations

import re
from pathlib import Path

from lablib.teaching.course import repo_root

PAGE = repo_root() / "docs/at-work.md"
BLOCK = re.compile(r"^```(py|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def sections() -> list[str]:
    """The text of each recipe."""
    return [each for each in PAGE.read_text("utf-8").split("\n## ") if re.match(r"\d\. ", each)]


def failures_shown() -> list[str]:
    """What the page says that pytest prints, recipe by recipe."""
    return ["".join(text for kind, text in BLOCK.findall(each) if kind == "text") for each in sections()]


def versions_of(section: str) -> dict[str, list[str]]:
    """By the name of a file, its versions in the order of the page."""
    found: dict[str, list[str]] = {}
    for kind, text in BLOCK.findall(section):
        if named := re.match(r"# (\w+\.py)\n", text):
            assert kind == "py"
            found.setdefault(named[1], []).append(text)
    return found


def write(folder: Path, version: int) -> None:
    """All files in their first (0) or last (-1) version."""
    folder.mkdir()
    for section in sections():
        for name, texts in versions_of(section).items():
            (folder / name).write_text(texts[version], "utf-8")


def failures_printed(output: str) -> list[str]:
    """What pytest says of each failed test: the error, and what the plugin adds; in the order of the page."""
    parts = re.split(
        r"^_{3,} (test_\w+) _{3,}$", output.partition("= short test summary")[0], flags=re.MULTILINE
    )
    said = {}
    for name, report in zip(parts[1::2], parts[2::2], strict=True):
        error = re.findall(r"^E .*\n", report, re.MULTILINE)
        [story] = re.findall(r"^-+ lablib -+\n.*\n", report, re.MULTILINE)
        said[name] = "".join(error) + story
    return [
        said[name] for section in sections() for name in re.findall(r"^def (test_\w+)", section, re.MULTILINE)
    ]
