"""What a learner moves in a notebook. ipywidgets is imported when one is made."""

from lablib.widgets.backoff import backoff_widget
from lablib.widgets.mapping import MappingWidget, mapping_widget
from lablib.widgets.scenario_widget import ScenarioWidget
from lablib.widgets.shards import shards_widget

__all__ = ["MappingWidget", "ScenarioWidget", "backoff_widget", "mapping_widget", "shards_widget"]
