"""The timeline of a mapping as a picture for a page that no kernel stands behind."""

from __future__ import annotations

from lablib.pictures.plots.mapping_sheet import mapping_sheet
from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.sheet import Sheet
from lablib.pictures.plots.sheet_figure import drawing_of
from lablib.scenarios.mapping.what_if import MappingRun


@picture
def mapping_timeline(run: MappingRun) -> Drawing:
    """Draw a run of `mapping_scenario`: invocations by shard, checkpoints, iterator age and the ledger."""
    sheet = mapping_sheet(run)
    return drawing_of(sheet, alt_of(sheet))


def alt_of(sheet: Sheet) -> str:
    """What the picture shows, in words."""
    return (
        f"{sheet.title}. A lane for each shard over four minutes, with invocations, pauses and checkpoint; "
        f"below them the iterator age of each shard. {sheet.summary}."
    )
