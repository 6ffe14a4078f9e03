"""What the guard hands over of a workbook while it unpacks it, for a search in the same walk."""


class Watch:
    """A receiver of the XML that the guard reads, which ignores it."""

    def piece(self, member: str, xml: bytes) -> None:
        """Take the next piece of a member of an `.xlsx`; pieces end with a row or a tag."""

    def row(self, before: int, xml: bytes) -> None:
        """Take the next row of an `.ods` that is not plain, with what follows it.

        `before` is the number of plain rows since the last call. These have no flag. The first call
        has what comes before the rows.
        """


NOBODY = Watch()
