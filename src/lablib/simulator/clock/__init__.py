"""Virtual time: the queue of events, what code reads as now, deadlines and Ctrl-C."""
