"""Feeds of changes, one entry for each release."""
