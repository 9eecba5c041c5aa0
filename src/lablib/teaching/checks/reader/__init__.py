"""Trials of a learner's reader of a stream."""
