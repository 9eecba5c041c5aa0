"""Lambda: functions that run a plain Python handler on virtual time, and the mapping that feeds them."""
