"""Game day on a page: the desk to play at, the score card, a postmortem, and the game master's page."""

from lablib.pictures.game_day.desk import desk
from lablib.pictures.game_day.game_timeline import game_timeline
from lablib.pictures.game_day.score_card import score_card
from lablib.pictures.game_day.three_runs import three_runs
from lablib.pictures.game_day.timeline_card import timeline_card
from lablib.teaching.game_day.kept_games import keep

__all__ = ["desk", "game_timeline", "keep", "score_card", "three_runs", "timeline_card"]
