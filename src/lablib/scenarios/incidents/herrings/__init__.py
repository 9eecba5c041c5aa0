"""Red herrings, one a file: what happens beside a cause and has nothing to do with it."""

from lablib.scenarios.incidents.cause import Herring

_MODULES: tuple[Herring, ...] = ()
HERRINGS: dict[str, Herring] = {herring.id: herring for herring in _MODULES}
"""All of them by id."""
