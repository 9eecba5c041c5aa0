"""The incident: a fleet of gateways that writes a trace to one stream, on one tick."""

from lablib.scenarios.replay.incident import make_stream, replay_incident

__all__ = ["make_stream", "replay_incident"]
