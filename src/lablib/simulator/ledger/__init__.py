"""What became of every record, and what every shard was offered in each second."""
