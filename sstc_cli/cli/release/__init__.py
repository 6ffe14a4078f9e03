"""`sstc release` on the command line."""
