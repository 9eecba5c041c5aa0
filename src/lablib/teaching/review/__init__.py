"""What is wrong with a team's own mapping: the settings that can lose records, and the lab that shows why."""

from lablib.teaching.review.findings import Finding, Severity, review
from lablib.teaching.review.played import Played, played

__all__ = ["Finding", "Played", "Severity", "played", "review"]
