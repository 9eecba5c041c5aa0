"""What happens in a lab: each folder is about one part of the way from a producer to a handler."""
