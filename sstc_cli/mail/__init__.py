"""Mail as such: addresses, messages as bytes, accounts, and what servers reply."""
