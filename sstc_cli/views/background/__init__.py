"""The background of a concept note, with numbered sources."""
