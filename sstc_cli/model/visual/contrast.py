"""The contrast of two colours, which are six hexadecimal digits each."""

LEAST = 4.5  # of text (WCAG 2.2, 1.4.3)
PAPER = "ffffff"


def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(map(_luminance, (color, other)))
    return (light + 0.05) / (dark + 0.05)


def color_parts(color: str) -> list[int]:
    """Return how much red, green and blue a colour has, from 0 to 255."""
    return [int(color[at : at + 2], 16) for at in (0, 2, 4)]


def _luminance(color: str) -> float:
    red, green, blue = (_linear(part / 255) for part in color_parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Return the linear brightness of a part of a colour (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
