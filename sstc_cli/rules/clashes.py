"""Webinars at the same time."""

from collections.abc import Iterable, Iterator

from sstc_cli.model import Webinar


def clashes(webinars: Iterable[tuple[int, Webinar]]) -> Iterator[tuple[int, Webinar, Webinar]]:
    """Yield each webinar, with its index, that starts before another one ends, and that other one.

    Webinars are taken by time, and each is compared with the one that ends last so far.
    """
    longest: Webinar | None = None
    for index, webinar in sorted(webinars, key=lambda numbered: numbered[1].starts):
        if longest is not None and webinar.starts < longest.ends:
            yield index, webinar, longest
        if longest is None or webinar.ends > longest.ends:
            longest = webinar
