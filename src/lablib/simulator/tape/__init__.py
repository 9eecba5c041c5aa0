"""A run as it was, entry by entry: what a picture plays again. Kept only for a world that `record`s."""
