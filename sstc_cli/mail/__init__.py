"""A mail as such: its bytes, its account, the server that takes it, and what the server replies."""
