"""How fast `sstc` is, as ratios against named peers and limits: `make bench`."""
