"""What the guard hands over of a workbook while it unpacks it, for a search in the same walk."""


class Watch:
    """Somebody who gets the XML of a workbook, and here does nothing with it."""

    def piece(self, member: str, xml: bytes) -> None:
        """Get the next piece of a member of an `.xlsx`; pieces end with a row or a tag."""

    def row(self, before: int, xml: bytes) -> None:
        """Get the next row of an `.ods` that is not plain, with what follows it.

        So many rows before it are plain: they have no flag. The first call has what comes before
        the rows.
        """


NOBODY = Watch()
