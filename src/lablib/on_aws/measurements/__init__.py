"""The ten measurements, a file each."""
