"""Numbers of things in words."""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`no errors`, `1 error`, `2,000 errors`."""
    shown = f"{number:,}" if number else "no"
    return f"{shown} {noun if number == 1 else plural or noun + 's'}"
