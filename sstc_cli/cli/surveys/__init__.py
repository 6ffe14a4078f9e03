"""`sstc surveys` on the command line."""
