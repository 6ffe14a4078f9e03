"""`sstc open`: the office's page, on this computer alone."""
