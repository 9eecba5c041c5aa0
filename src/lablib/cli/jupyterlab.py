"""JupyterLab as the course opens it: on a lab, with readable names, and with its address as the last line.

The folder `jupyter/` beside this file holds its settings. They make the server load this module as an
extension of Jupyter Server, whose hooks are the two underscored functions.
"""

from __future__ import annotations

import os
import sys
from logging import LogRecord
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

SETTINGS = Path(__file__).with_name("jupyter")


def open_jupyterlab(folder: Path, notebook: str, options: list[str]) -> None:
    """Serve `folder` until the learner stops it, and show `notebook`. `options` are JupyterLab's own."""
    try:
        from jupyterlab.labapp import main
    except ImportError as error:
        remedy = f"Install what the labs need: {sys.executable} -m pip install -r requirements.txt"
        typer.echo(f"lablib: {error}. {remedy}", err=True)
        raise typer.Exit(1) from error
    use_settings()
    lablib_first()
    # No news and no search for updates: nothing leaves this machine. The settings turn the question off.
    quiet = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    # Jupyter doesn't run as root without this, and in most containers the user is root.
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    shown = f"--LabApp.default_url=/lab/tree/{quote(notebook)}"
    main([f"--ServerApp.root_dir={folder}", shown, *quiet, *root, *options])


def use_settings() -> None:
    """The settings, and a kernel that shows progress and says which cell to run when one was skipped."""
    for variable in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        paths = [str(SETTINGS), os.environ.get(variable, "")]
        os.environ[variable] = os.pathsep.join(filter(None, paths))


def lablib_first() -> None:
    """Let `lablib` in JupyterLab's terminal be this one: a lesson says so, and nobody activated `.venv`."""
    own, paths = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if paths.split(os.pathsep)[0] != own:
        os.environ["PATH"] = os.pathsep.join(filter(None, [own, paths]))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Drop the server's own six lines on where it is."""

    def is_something_else(record: LogRecord) -> bool:
        return server.local_url not in record.getMessage()

    server.log.addFilter(is_something_else)


async def _start_jupyter_server_extension(server: ServerApp) -> None:
    """The server accepts requests now: say where."""
    typer.echo("JupyterLab is running. To stop it, press Ctrl-C twice. Your labs are at:")
    typer.echo(server.connect_url.splitlines()[0])
