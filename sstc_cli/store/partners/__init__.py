"""The requests between two persons, and what became of each, without any name or address."""
