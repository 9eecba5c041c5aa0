"""What a kernel has that `lablib start` starts, before any cell has run. `cli/jupyter/kernels` names it."""

from __future__ import annotations

from typing import Any

from lablib.teaching import live_progress, memory_after_cells, skipped_cells, turns


def load_ipython_extension(shell: Any) -> None:
    """IPython calls this when the kernel starts."""
    skipped_cells.watch(shell)
    live_progress.watch(shell)
    memory_after_cells.watch(shell)
    turns.watch()
