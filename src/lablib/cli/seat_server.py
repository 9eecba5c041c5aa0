"""A learner's server in a classroom, once `seat.py` or a fork of `warm_seats.py` is to be one.

The course and its environment are the room's, and nobody's to change. The learner's own copies of the labs
are in `course/` of their home, for their eyes only. Their kernels are forked from the room's template.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from jupyterhub.singleuser import app as singleuser

from lablib.cli.jupyterlab import use_settings
from lablib.cli.which_clone import course_here
from lablib.cli.workspace import Workspace, WorkspaceError
from lablib.teaching.course import CourseError
from lablib.teaching.kernels.provisioner import use_warm_kernels

FOLDER = "course"
KERNEL_IDLE_S = 3600
SETTINGS = Path(__file__).with_name("seat_settings")
"""Jupyter Server's; they come before those of `lablib start`, and load `seat_extension.py`."""


def serve(arguments: list[str]) -> None:
    """Copy the labs, and serve them until the hub ends it. `arguments` are JupyterHub's own."""
    os.umask(0o077)
    folder = Path.home() / FOLDER
    _fill(Workspace(course_here(), folder))
    os.chdir(folder)
    use_settings()
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join((str(SETTINGS), os.environ["JUPYTER_CONFIG_PATH"]))
    use_warm_kernels()
    sys.argv[1:] = [f"--ServerApp.root_dir={folder}", *_settings(), *arguments]
    singleuser.main()


def _fill(workspace: Workspace) -> None:
    """Without new copies, such as on a full disk, the learner still has the old ones."""
    workspace.work.mkdir(exist_ok=True, mode=0o700)
    workspace.work.chmod(0o700)
    try:
        workspace.fill()
    except (CourseError, WorkspaceError, OSError) as error:
        sys.stderr.write(f"lablib: {error}. The labs were not copied again; what is there stays as it is.\n")


def _settings() -> list[str]:
    settings: dict[str, Any] = {
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "MappingKernelManager.cull_idle_timeout": KERNEL_IDLE_S,
        "MappingKernelManager.cull_connected": True,
    }
    root = ["--allow-root"] if os.geteuid() == 0 else []
    return [*(f"--{name}={value}" for name, value in settings.items()), *root]
