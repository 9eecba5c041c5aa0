"""The page "find it in your code": the search of a language finds both of its examples."""

import re

import pytest

from lablib.teaching.course import repo_root

PAGE = (repo_root() / "docs/find-it-in-your-code.md").read_text("utf-8")
PATTERN = re.compile(r"-rnE '(.+?)' ")


def part(language):
    return PAGE.partition(f"\n## {language}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("language", "fence"), [("Python", "python"), ("JavaScript", "js"), ("Java", "java"), ("Go", "go")]
)
def test_the_search_of_a_language_finds_its_hit_and_its_false_hit(language, fence):
    pattern = re.compile(PATTERN.search(part(language))[1])
    examples = re.findall(rf"```{fence}\n(.*?)```", part(language), re.DOTALL)
    assert len(examples) == 2
    assert all(pattern.search(example) for example in examples)


def test_the_narrow_search_of_python_finds_the_hit_and_not_the_false_hit():
    _, narrow = PATTERN.findall(part("Python"))
    hit, false_hit = re.findall(r"```python\n(.*?)```", part("Python"), re.DOTALL)
    pattern = re.compile(narrow, re.MULTILINE)
    assert pattern.search(hit)
    assert not pattern.search(false_hit)


def test_the_readme_and_lab_10_link_the_page():
    (lesson,) = (repo_root() / "course").glob("10_*/lesson.py")
    for text in ((repo_root() / "README.md").read_text("utf-8"), lesson.read_text("utf-8")):
        assert "docs/find-it-in-your-code.md)" in text
