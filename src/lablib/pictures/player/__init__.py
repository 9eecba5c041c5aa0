"""The player: a run of the simulator, exactly, to play, to scrub and to point at."""
