"""What a learner moves in a notebook. ipywidgets is imported when one is made."""

from lablib.widgets.mapping import MappingWidget, mapping_widget

__all__ = ["MappingWidget", "mapping_widget"]
