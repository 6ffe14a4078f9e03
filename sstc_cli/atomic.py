"""Files that exist complete or not at all."""

import os
from pathlib import Path


def rename_exclusive(temporary: Path, file: Path) -> None:
    """Give a complete file its final name, or raise FileExistsError if the name is taken."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links, for example of a memory stick
        if file.exists():
            raise FileExistsError(error.errno, "it exists already", str(file)) from error
        temporary.rename(file)
