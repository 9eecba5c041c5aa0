"""What a learner moves in a notebook. ipywidgets is imported when one is made."""

from lablib.widgets.mapping import MappingWidget, mapping_widget
from lablib.widgets.shards import ShardsWidget, shards_widget

__all__ = ["MappingWidget", "ShardsWidget", "mapping_widget", "shards_widget"]
