"""Game day: nights on call in which something goes wrong, to be found and put right on virtual time."""

from lablib.scenarios.incidents.books import books
from lablib.scenarios.incidents.evidence import Act, Evidence, Moment
from lablib.scenarios.incidents.game import Game, incident
from lablib.scenarios.incidents.incident import Incident, compose

__all__ = ["Act", "Evidence", "Game", "Incident", "Moment", "books", "compose", "incident"]
