"""What views and the writers of documents agree on."""

from typing import Protocol


class View(Protocol):
    """The fields of every view, which is a dataclass."""

    @property
    def language(self) -> str:
        """The code of the view's language."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    @property
    def revised(self) -> str:
        """When the facts of the view last changed, in UTC, ISO 8601."""
