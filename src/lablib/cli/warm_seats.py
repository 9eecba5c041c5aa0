"""A template for the servers of a room's learners, as `room_template.py` is for their kernels.

    python -m lablib.cli.warm_seats ADDRESS

Each server is forked from this process, which has imported all that a server imports, and becomes the user
that asked for it. The template ends with the hub, which starts a new one; its servers go on.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import tempfile
from importlib import import_module

from lablib.cli import seat_server
from lablib.teaching.kernels.room_template import listen_for_a_room
from lablib.teaching.kernels.template import Request, Template
from lablib.teaching.kernels.with_parent import end_with_parent

EXTENSIONS = (
    "jupyter_lsp",
    "jupyter_server_terminals",
    "jupyterlab",
    "notebook_shim",
    "lablib.cli.seat_extension",
)
"""What Jupyter Server would import when it starts."""


def main(address: str) -> None:
    """Serve until the starter has gone; in a fork, be a learner's server."""
    end_with_parent()
    for name in EXTENSIONS:
        import_module(name)
    gc.collect()
    gc.freeze()  # so that the collector of a server leaves the shared pages shared
    if request := Template(listen_for_a_room(address)).serve():
        _be_a_server(request)


def _be_a_server(request: Request) -> None:
    """What a process that was started with this request would be."""
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    tempfile.tempdir = None
    random.seed()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["lablib.cli.seat"]
    seat_server.serve(request.arguments)


if __name__ == "__main__":
    sys.path.pop(0)  # the folder that it was started in
    main(sys.argv[1])
