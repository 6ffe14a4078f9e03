"""Write `sstc_cli/rules/english.tsv`: `python tools/make_english.py scowl/`.

The source is SCOWL, version 2020.12.07, as in Debian's package `scowl`: the folder has its lists,
such as `english-words.35`. A row of the table is a common word in any spelling of English, up to
size 55, followed by the rarer words and names, up to size 70, that look like a typo of it.
`english.LICENSE`, beside the table, is the part of SCOWL's README on copyright.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sstc_cli.rules.spelling import LONG, TABLE, is_typo

COMMON, RARE = 55, 70
NOTICE = """\
# Common English words of eight letters and more, each with the rarer words that look like its typo.
# Made by tools/make_english.py from SCOWL; english.LICENSE has the copyright.
"""
WORD = re.compile("[a-z]+")
LIST = re.compile(r"(?!special).+-(words|upper|proper-names)\.([0-9]+)")


def main(folder: Path) -> None:
    """Write the table."""
    common = {
        word for kind, word in _words(folder, COMMON) if kind == "words" and len(word) >= LONG
    }
    rare = {word for _, word in _words(folder, RARE)} - common
    alike = defaultdict(list)
    for word in sorted(rare):
        alike[word[:2], word[-2:]].append(word)
    rows = (
        "\t".join([word, *(other for other in alike[word[:2], word[-2:]] if _near(word, other))])
        for word in sorted(common)
    )
    TABLE.write_text(NOTICE + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def _words(folder: Path, largest: int) -> Iterator[tuple[str, str]]:
    """Yield the kind of list and the word of all lists up to a size."""
    for file in sorted(folder.iterdir()):
        match = LIST.fullmatch(file.name)
        if match and int(match[2]) <= largest:
            for line in file.read_text(encoding="latin-1").splitlines():
                if WORD.fullmatch(line.casefold()):
                    yield match[1], line.casefold()


def _near(word: str, other: str) -> bool:
    return len(other) >= LONG and abs(len(word) - len(other)) < 2 and is_typo(word, other)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
