"""A console on which only rich itself can steer the terminal."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from sstc_cli.unseen import visible


class SafeConsole(Console):
    """A console that prints U+FFFD in place of control characters in texts."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield the pieces of what is printed; those that rich makes to steer stay as they are."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)
