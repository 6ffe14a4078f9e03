"""Letterheads: what the header, the footer and the styles of a Word file look like."""
