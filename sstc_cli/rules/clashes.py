"""Webinars that are held at the same time."""

from collections.abc import Iterable, Iterator

from sstc_cli.model import Webinar


def clashes(webinars: Iterable[tuple[int, Webinar]]) -> Iterator[tuple[int, Webinar, Webinar]]:
    """Index and webinar of each that starts before another one is over, and that other one.

    Goes through them by time, and compares each with the one that ends last so far.
    """
    longest: Webinar | None = None
    for index, webinar in sorted(webinars, key=lambda each: each[1].starts):
        if longest is not None and webinar.starts < longest.ends:
            yield index, webinar, longest
        if longest is None or webinar.ends > longest.ends:
            longest = webinar
