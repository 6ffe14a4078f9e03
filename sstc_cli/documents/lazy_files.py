"""Files that are made when they are read, so that memory need not hold a thousand at once."""

from collections.abc import Callable, Iterator, Mapping


class LazyFiles(Mapping[str, bytes]):
    """The contents of files by name, each made anew when it is read."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> bytes:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
