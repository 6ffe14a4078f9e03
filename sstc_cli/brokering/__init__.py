"""Asking two persons whether they want to be introduced, and introducing them."""
