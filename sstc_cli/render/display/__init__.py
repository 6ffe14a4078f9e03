"""Posters, pictures and slides: documents that people look at from afar."""
