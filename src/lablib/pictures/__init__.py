"""Pictures of a run: plots with one message each, and widgets with sliders."""
