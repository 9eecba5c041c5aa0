"""The two notebooks of a lab, made from its one source in `course/` and run without a browser.

`build_all` writes `labs/` and `solutions/`; `execute` runs any of them from top to bottom. The modules here
import Jupyter's libraries inside their functions, as these take longer to load than most commands take to
run.
"""

from lablib.teaching.notebooks.build import Built, build_all
from lablib.teaching.notebooks.errors import CellFailed, LessonError, NotebookError, UnstableOutput
from lablib.teaching.notebooks.execute import execute

__all__ = ["Built", "CellFailed", "LessonError", "NotebookError", "UnstableOutput", "build_all", "execute"]
