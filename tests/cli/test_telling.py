"""A long step is shown on a terminal with its share, and nowhere else."""

import io
import sys

import pytest

from lablib.cli import telling


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("place", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_a_step_is_shown_with_its_share_on_a_terminal_and_nowhere_else(monkeypatch, place, shown):
    monkeypatch.setenv("TERM", "xterm")
    stderr = place()
    monkeypatch.setattr(sys, "stderr", stderr)
    with telling.step("reading") as tell:
        tell(1.0)
    told = stderr.getvalue()
    assert ("reading" in told, "100%" in told, bool(told)) == (shown, shown, shown)
