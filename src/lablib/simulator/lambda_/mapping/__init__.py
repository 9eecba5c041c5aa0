"""The event source mapping: what stands between a stream and a function, and decides what a failure costs."""
