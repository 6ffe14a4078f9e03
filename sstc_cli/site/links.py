"""The links of pages, and what browsers would refuse to load."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_ATTRIBUTE = re.compile(r"""<(\w+)\b[^>]*?\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""\sid\s*=\s*["']([^"']+)["']""")
_SCHEMES = ("http", "https", "mailto", "webcal")
_BLOCKED = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|<style\b|\sstyle\s*=\s*["']"""
    r"""|<[a-z]+\b[^>]*\son[a-z]+\s*=\s*["']"""
)
_LOADED = ("script", "img", "iframe", "video", "audio", "source", "embed")


def ids_of(page: str) -> set[str]:
    """Return the ids in a page, to which links can lead."""
    return set(_ID.findall(page))


def link_problems(
    name: str, page: str, names: frozenset[str], ids: Mapping[str, set[str]]
) -> Iterator[tuple[str, int, str]]:
    """Yield code, place and target of each link of a page that leads nowhere, or is refused."""
    for match in _ATTRIBUTE.finditer(page):
        tag, kind = match[1].lower(), match[2]
        target = unescape(match[3] if match[3] is not None else match[4])
        parts = urlsplit(target)
        if target in ("", "data:,"):
            continue
        if parts.scheme and parts.scheme not in _SCHEMES:
            yield "E785", match.start(), target
        elif parts.scheme or parts.netloc:
            loads = tag in _LOADED or (tag == "link" and 'rel="stylesheet"' in match[0])
            if loads and kind in ("src", "href"):
                yield "E786", match.start(), target
        elif problem := _missing(name, unquote(parts.path), parts.fragment, names, ids):
            yield "E784", match.start(), problem
    for match in _BLOCKED.finditer(page):
        yield "E786", match.start(), match[0].split(">")[0].strip()


def _missing(
    name: str, path: str, fragment: str, names: frozenset[str], ids: Mapping[str, set[str]]
) -> str | None:
    """Return the target of a link inside the site if it does not exist."""
    target = normpath(str(PurePosixPath(name).parent / path)) if path else name
    if path.startswith("/"):  # of a page that any folder shows; its address is not known here
        return None
    if target not in names:
        return target
    known = fragment in ids.get(target, set()) or fragment.startswith("zone=")
    return f"{target}#{fragment}" if fragment and not known else None
