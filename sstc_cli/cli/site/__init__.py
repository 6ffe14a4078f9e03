"""`sstc site`: the public site of the series."""
