"""The path of a picture in the data file."""

import re
from typing import Annotated

from sstc_cli.model.readers import Value
from sstc_cli.model.values import pattern, read_text, refuse

_FILE = re.compile(r"(?:\w[\w.-]*/)*\w[\w.-]*\.(?:png|jpg|jpeg|PNG|JPG|JPEG)", re.ASCII)


def read_picture_file(value: object) -> str:
    """Return the path of a picture inside the workspace, or refuse another value (E532)."""
    text = read_text(value, "the path of a picture")
    if not _FILE.fullmatch(text) or len(text) > 200:
        hint = "write its path in the workspace, for example `data/pictures/li.jpg`, without spaces"
        refuse("E532", "`{value}` is not the path of a PNG or JPEG picture", hint, text)
    return text


PictureFile = Annotated[str, Value(read_picture_file, pattern(_FILE))]
