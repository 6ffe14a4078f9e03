"""Figures of a document: one description, which each format draws by its own means."""
