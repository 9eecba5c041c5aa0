"""What happens in a lab: each folder holds the scenarios of one part of the way."""
