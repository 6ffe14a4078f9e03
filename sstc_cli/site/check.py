"""Check the files of a site: personal data, links, sizes and languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.model import Series
from sstc_cli.model.photo import SMALLER
from sstc_cli.site.secrets import readable, secrets_of

_ATTRIBUTE = re.compile(r"""<(\w+)\b[^>]*?\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""\sid\s*=\s*["']([^"']+)["']""")
_SCHEMES = ("http", "https", "mailto", "webcal")
_BLOCKED = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|<style\b|\sstyle\s*=\s*["']"""
    r"""|<[a-z]+\b[^>]*\son[a-z]+\s*=\s*["']"""
)
_LOADED = ("script", "img", "iframe", "video", "audio", "source", "embed")


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


_LANGUAGE = re.compile(r"""<html\b[^>]*\slang=["']([^"']*)["']""")
_MOST = 3  # diagnostics of a code in one file
_KILOBYTE = 1_024
LIMITS = {"style.css": 11, "script.js": 3}  # in kilobytes
_WEBINAR_LIMIT, _PAGE_LIMIT, _PORTRAIT_LIMIT = 15, 150, 100
# the message and the hint of each code; a target is in place of `{}`
_PROBLEMS = {
    "E781": (
        "this file has an e-mail address that is not the public one of an organiser",
        "delete it from the data, or add it as `email` of an organiser",
    ),
    "E782": ("this file has a telephone number", "delete it from the texts of the data file"),
    "E783": (
        "this file has a passcode, a private link, or a link with a secret in it",
        "write the link under `join`, or without its secret",
    ),
    "E784": ("the link to `{}` leads nowhere", "build the site again"),
    "E785": ("the link `{}` has a scheme that is not allowed", "correct the link"),
    "E786": ("the page needs `{}`, which its policy blocks", "correct the template"),
}


def check_site(series: Series, files: Mapping[str, bytes], folder: str) -> list[Diagnostic]:
    every: list[Diagnostic] = []
    pages = {
        name: data.decode("utf-8", "replace")
        for name, data in files.items()
        if name.endswith(".html")
    }
    ids = {name: set(_ID.findall(page)) for name, page in pages.items()}
    names, secrets = frozenset(files), secrets_of(series)
    for name, data in files.items():
        text = readable(name, data)
        place = f"{folder}/{name}"
        own = [_problem(text, place, *found) for found in secrets.found_in(text)] if text else []
        if name in pages:
            page = pages[name]
            problems = link_problems(name, page, names, ids)
            own += [_problem(page, place, *problem) for problem in problems]
            own += _language(name, page, place)
        every += _few(own)
        every += _size(name, data, place)
    return [*every, *_missing_languages(pages, folder), *_draft(files, folder)]


def _problem(text: str, place: str, code: str, at: int, target: str = "") -> Diagnostic:
    """Return a diagnostic, which never repeats a secret."""
    message, hint = _PROBLEMS[code]
    return Diagnostic(code, message.format(target[:80]), hint=hint, place=_place(text, place, at))


def _language(name: str, page: str, place: str) -> list[Diagnostic]:
    found = _LANGUAGE.search(page)
    folder = name.partition("/")[0] if "/" in name else None
    if found and folder in (None, found[1]):
        return []
    stated = f"is in `{found[1]}`" if found else "names no language"
    message = f"the page {stated}, and not in the language of its folder"
    at = found.start() if found else 0
    hint = "build the site again, or correct the template"
    return [Diagnostic("W788", message, hint=hint, place=_place(page, place, at))]


def _size(name: str, data: bytes, place: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a large file; pages count in characters, alike in all scripts."""
    count, unit, hint = len(data), "kB", "shorten the texts, or the template"
    most = LIMITS.get(name, 0)
    if name.endswith(".html"):
        count, unit = len(data.decode("utf-8", "replace")), "thousand characters"
        most = _WEBINAR_LIMIT if "/webinars/" in name else _PAGE_LIMIT
    elif name.startswith("people/"):
        most, hint = _PORTRAIT_LIMIT, SMALLER
    if most and count > most * _KILOBYTE:
        message = f"the file has {count / _KILOBYTE:.1f} {unit}, more than {most}"
        yield Diagnostic("W787", message, hint=hint, place=Place(place, 1, 1, 1, 1))


def _missing_languages(pages: Mapping[str, str], folder: str) -> Iterator[Diagnostic]:
    split = [name.partition("/") for name in pages if "/" in name]
    languages = sorted({language for language, _, _ in split})
    counts = Counter(name for _, _, name in split)
    for name, count in counts.items():
        if count < len(languages):
            lacking = [code for code in languages if f"{code}/{name}" not in pages]
            message = f"`{name}` is missing in {', '.join(lacking)}"
            hint = "build the site again"
            yield Diagnostic("W788", message, hint=hint, place=Place(folder, 1, 1, 1, 1))


def _draft(files: Mapping[str, bytes], folder: str) -> Iterator[Diagnostic]:
    if b"Disallow: /\n" in files.get("robots.txt", b""):
        hint = "publish a release, then run `sstc site build` without `--draft`"
        message = "the site is a draft, which shows what is not published"
        yield Diagnostic("W789", message, hint=hint, place=Place(folder, 1, 1, 1, 1))


def _few(found: list[Diagnostic]) -> list[Diagnostic]:
    seen: Counter[str] = Counter()
    kept = []
    for diagnostic in found:
        seen[diagnostic.code] += 1
        if seen[diagnostic.code] <= _MOST:
            kept.append(diagnostic)
    return kept


def _place(text: str, place: str, at: int) -> Place:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Place(place, line, column, line, column + 1)
