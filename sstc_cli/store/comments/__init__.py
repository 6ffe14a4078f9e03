"""The comments of the store, and their codes."""
