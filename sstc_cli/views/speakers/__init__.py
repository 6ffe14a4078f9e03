"""Documents for one speaker: the brief, and the letters."""
