"""Sources: what a lab says about AWS links the page of AWS that says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from lablib.teaching.notebooks.lint.lab_material import Material, Section

LINKED = ("Explain", "In production")
"""Sections that tell how AWS works: whatever they name of it, they link a page."""
OUR_OWN = ("Objective", "Exercise", "Check", "Prove")
"""Sections whose numbers are the lab's own: minutes, an exercise's loads, what a check tries."""
AWS_PAGE = re.compile(r"https://(?:docs\.aws\.amazon\.com|aws\.amazon\.com|repost\.aws)/\S")
AWS_NOUN = re.compile(
    r"\b(?:AWS|Kinesis|CloudWatch|Lambda|boto3|shards?|retention|(?:Put|Get)Records?|partition keys?)\b"
)
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*")
NO_CLAIM = re.compile(r"(?i)\blabs?\s+\d+|\bHTTP\s+\d+|\b\d\d\.\d+|^\s*\d+\. ", re.MULTILINE)
"""Digits that state no quantity: a lab, a status code, an exercise's number, a list's."""
CODE_SPAN = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
BARE = re.compile(r"https?://[^\s)>]+")
OUR_NUMBERING = re.compile(r"\[\d{1,2}\.\d{2}(?:, ?\d{1,2}\.\d{2})*\](?!\()")


def missing_sources(material: Material) -> Iterator[str]:
    """Every section that needs a page of AWS has one, and links are named and encrypted."""
    for section in material.sections:
        yield from _links(section)
        if not AWS_PAGE.search(section.prose):
            yield from _unproven(section)
    yield from _numbering(material)


def _unproven(section: Section) -> Iterator[str]:
    """What a section without a link to AWS says although it needs one."""
    if section.name in LINKED and (noun := AWS_NOUN.search(section.prose)):
        yield (
            f"{section.heading}: it tells about {noun[0]}, and it links no page of AWS: link the one that "
            "says so (docs.aws.amazon.com, repost.aws, aws.amazon.com)"
        )
    if section.name in (*LINKED, *OUR_OWN):
        return
    for paragraph in re.split(r"\n\s*\n", section.prose):
        said = NO_CLAIM.sub(" ", CODE_SPAN.sub(" ", paragraph))
        noun, number = AWS_NOUN.search(said), NUMBER.search(said)
        if noun and number:
            first = " ".join(paragraph.split())[:60]
            yield (
                f"{section.heading}: '{first}...' states {number[0]} about {noun[0]}, and the section links "
                "no page of AWS: link the one that says so, or compute the number in a cell"
            )


def _links(section: Section) -> Iterator[str]:
    prose = CODE_SPAN.sub(" ", section.prose)
    for name, target in LINK.findall(prose):
        if not name.strip():
            yield f"{section.heading}: the link to {target} has no name: write [what the page is](address)"
        if target.startswith("http://"):
            yield f"{section.heading}: the link {target} is not encrypted: write https://"
    for address in BARE.findall(LINK.sub(" ", prose)):
        yield f"{section.heading}: {address} stands there bare: write [what the page is](address)"


def _numbering(material: Material) -> Iterator[str]:
    """Numbers of an author's own notes mean nothing to a reader."""
    texts = [(str(section.heading), CODE_SPAN.sub(" ", section.prose)) for section in material.sections]
    folder = material.lab.folder
    for file in sorted(folder.rglob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        texts += [(file.relative_to(folder).as_posix(), text) for text in _strings(content)]
    for place, text in texts:
        for found in OUR_NUMBERING.findall(text):
            yield f"{place}: {found} is a number of our own notes: link the page of AWS instead"


def _strings(content: Any) -> Iterator[str]:
    """Every string in what a TOML file holds."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for each in content.values() if isinstance(content, dict) else content:
            yield from _strings(each)
