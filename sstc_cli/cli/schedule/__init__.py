"""`sstc schedule` and `sstc due` on the command line."""
