"""The matching of many persons: points for each pair, and fair rounds."""
