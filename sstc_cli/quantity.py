"""Numbers together with their nouns."""


def quantity(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `no errors`, `1 error`, `2,000 errors`."""
    digits = f"{number:,}" if number else "no"
    return f"{digits} {noun if number == 1 else plural or noun + 's'}"
