"""Widgets: sliders over a scenario, and its picture, redrawn at each step.

ipywidgets is imported when one is made.
"""

from lablib.pictures.widgets.backoff import backoff_widget
from lablib.pictures.widgets.mapping import mapping_widget
from lablib.pictures.widgets.scenario_widget import ScenarioWidget
from lablib.pictures.widgets.shards import shards_widget

__all__ = ["ScenarioWidget", "backoff_widget", "mapping_widget", "shards_widget"]
