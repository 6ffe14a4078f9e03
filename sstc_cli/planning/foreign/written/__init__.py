"""The plan of a schedule, as a person would have written it."""
