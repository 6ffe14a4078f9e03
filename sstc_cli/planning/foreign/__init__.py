"""A schedule that an office has already becomes a plan."""
