"""An interface for a search in a workbook while the guard unpacks it, so that this happens once."""


class Listener:
    """A receiver of the XML that the guard unpacks. This one ignores it."""

    def piece(self, member: str, xml: bytes) -> None:
        """Take the next piece of a member of an `.xlsx`; pieces end with a row or a tag."""

    def row(self, before: int, xml: bytes) -> None:
        """Take the next row of an `.ods` that is not plain, with what follows it.

        `before` is the number of plain rows since the last call. These have no flag. The first call
        has what comes before the rows.
        """


NO_LISTENER = Listener()
