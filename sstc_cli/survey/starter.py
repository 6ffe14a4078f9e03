"""Texts that the starter left to be replaced."""

_STARTER = "Replace this by "


def is_of_starter(text: str) -> bool:
    """Return whether a text is one of them."""
    return text.startswith(_STARTER)
