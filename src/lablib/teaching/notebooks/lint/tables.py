"""Tables of the prose: a column says what stands in it, also to those who hear the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lablib.teaching.notebooks.lint.lab_material import Material

HEADER = re.compile(r"^\|(?P<cells>.*)\|[ ]*\n\|[ :|-]+\|[ ]*$", re.MULTILINE)


def columns_without_heading(material: Material) -> Iterator[str]:
    """A table whose first row leaves a cell empty."""
    for section in material.sections:
        for table in HEADER.finditer(section.prose):
            cells = [cell.strip() for cell in table["cells"].split("|")]
            if "" in cells:
                row, place = table["cells"].strip(), cells.index("") + 1
                yield (
                    f"{section.heading}: column {place} of the table '{row}' has no heading: say in "
                    "a word what stands in it"
                )
