"""A message to many people: who they are, one mail for each, and sending them once."""
