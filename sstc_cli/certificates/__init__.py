"""Certificates that anyone can check: who gets one, what its code says, and the page to check."""
