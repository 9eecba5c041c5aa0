"""What Kinesis does: one function for each operation, in the module of its kind."""
