"""The tables of a file, and what their columns have."""
