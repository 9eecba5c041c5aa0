"""Virtual time: the queue of events, what code reads as now, threads and asyncio, deadlines and Ctrl-C."""
