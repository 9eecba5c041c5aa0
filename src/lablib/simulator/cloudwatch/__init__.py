"""CloudWatch: metrics by the minute, queries about them, and alarms."""
