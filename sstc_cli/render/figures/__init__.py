"""Figures of a document, which each format draws by its own means."""
