"""Game day around the game itself: its record, the runbook, what a postmortem and a game master need."""
