"""The names of people: where they gave them, and how differently others spell them."""
