"""How people write days, times, zones, names and the heads of columns."""
