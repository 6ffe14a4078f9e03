"""The commands for the evaluation report."""
