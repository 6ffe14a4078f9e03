"""The names of people, wherever they gave them."""
