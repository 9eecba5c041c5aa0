"""Write docs/glossary.md: `python docs/write_glossary.py`.

The words are those of course/glossary.toml, with AWS's numbers from simulator/limits.py and the beliefs of
course/misconceptions.toml. A test writes it again and compares.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from lablib.teaching.course import labs, read_glossary, read_misconceptions, repo_root
from lablib.teaching.course.aws_numbers import with_numbers

PAGE = Path(__file__).parent / "glossary.md"
HEAD = """\
# Glossary

This page is written by `docs/write_glossary.py` from `course/glossary.toml`; a test keeps it current.
After *Not so* comes a wrong belief. The lab in the third column shows why it is wrong.

| word | what it is | lab | source |
|---|---|---|---|
"""


def site(link: str) -> str:
    """Who says so: AWS, or the name of another site."""
    host = urlsplit(link).hostname or ""
    return "AWS" if host.endswith(("aws.amazon.com", "repost.aws")) else host


def page() -> str:
    """The whole page, its words in alphabetical order."""
    course = repo_root() / "course"
    beliefs = read_misconceptions(course)
    lab_names = {lab.number: lab.name for lab in labs()}
    rows = []
    for word, term in sorted(read_glossary(course).items(), key=lambda item: item[0].casefold()):
        meaning = with_numbers(term.means)
        if term.belief:
            meaning += f" Not so: *“{beliefs[term.belief].belief}”*"
        lab = f"[{term.lab}](../labs/{lab_names[term.lab]}.ipynb)"
        rows.append(f"| **{word}** | {meaning} | {lab} | [{site(term.source)}]({term.source}) |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
