"""Proofs of claims: behind a sentence that says *only* or *never* stands what would fail if it were false.

    The mapping keeps the batch. No metric counts what expires. {proof: test_retention_tells_nobody}

Authors write the mark; a learner never sees it, and the linter holds it against the tests and the lab.
"""

from __future__ import annotations

import re

PROOF = re.compile(r"\s*\{proof:\s+([^{}]+)\}")
"""One mark with the space before it: a test's name, `cell <id>`, `cell <lab> <id>`, or `wrong <answer>`.

A line may end within a mark, as an editor that fills paragraphs breaks it like any other text.
"""


def without_proofs(text: str) -> str:
    """An author's text as learners read it."""
    return PROOF.sub("", text)
