"""`sstc calendar`: calendar files, links and checks on the command line."""
