"""The incident: a fleet of gateways writes a trace to one stream, all in the same second."""

from lablib.scenarios.replay.incident import make_stream, replay_incident

__all__ = ["make_stream", "replay_incident"]
