"""Templates of the public site become pages, in HTML that nothing in the data can change."""
