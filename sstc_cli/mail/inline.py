"""A page becomes the HTML of a mail: styles on the elements, pictures as parts, nothing remote."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from css_inline import CSSInliner

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.message import Attachment

MOST_BYTES = 80_000  # Gmail hides what follows 102 kB
_NARROW = "body { max-width: 640px; padding: 16px 12px; } table.facts th { width: 88px; }"
_UNUSED = re.compile(r'<meta (?:http-equiv="Content-Security-Policy"|name="color-scheme")[^>]*>\n?')
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>\n?", re.DOTALL)
_FOR_ALL = re.compile(r"^\s*(?:\*|html) \{[^}]*\}\n?", re.MULTILINE)
_REM = re.compile(r"(?<![\w.])(\d*\.?\d+)rem\b")  # a unit that Outlook does not know
_PIXELS_IN_REM = 16
_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=)"data:(image/[a-z+]+);base64,([^"]*)"')
_ENDINGS = {"image/jpeg": "jpg", "image/svg+xml": "svg"}
# what a mail program fetches or runs; links that people click are none of it
_FETCHED = re.compile(
    r"<(?:script|iframe|object|embed|link|base|form|video|audio|source|svg)\b"
    r"|<[^>]*\s(?:on[a-z]+|srcset|background|poster)\s*="
    r"|<img\b[^>]*?\bsrc\s*=(?!\s*[\"']?cid:)",
    re.IGNORECASE,
)
_STYLED = re.compile(r"<[^>]*\sstyle\s*=\s*\"[^\"]*url\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailPage:
    """The HTML of a mail, and the pictures that it shows."""

    html: str
    pictures: tuple[Attachment, ...]


def mail_page(page: str, domain: str) -> MailPage:
    """Return a page as the HTML of a mail, or refuse one that is too long or fetches something.

    The pictures get ids of the domain. Programs for mail drop a `<style>`, and do not show pictures
    that are written into the page.
    """
    styles = "\n".join(_STYLE.findall(page))
    bare = _STYLE.sub("", _UNUSED.sub("", page))
    pictures = {file.content_id: file for file in _pictures(bare, domain)}
    bare = _PICTURE.sub(lambda found: f'{found[1]}"cid:{_id_of(found[3], domain)}"', bare)
    _refuse(_FETCHED.search(bare))
    html = _inliner(styles).inline(bare)
    _refuse(_STYLED.search(html))
    if (size := len(html.encode())) > MOST_BYTES:
        message = f"the page has {size // 1000} kB, but mail programs cut what follows 80 kB"
        raise SstcError(message, "shorten the template or the texts in it", ExitCode.DATA)
    return MailPage(html, tuple(pictures.values()))


def _refuse(found: re.Match[str] | None) -> None:
    if found:
        message = f"a mail cannot contain `{found[0][:60]}`"
        raise SstcError(message, "remove it from the template", ExitCode.DATA)


@lru_cache(maxsize=16)  # all mails of a kind have the same styles
def _inliner(styles: str) -> CSSInliner:
    """Return what puts styles on elements; it leaves out those for screens of some kind, and print.

    An element's own style wins over such rules, so they would have no effect.
    """
    pixels = _REM.sub(lambda found: f"{float(found[1]) * _PIXELS_IN_REM:g}px", styles)
    rules = f"{_FOR_ALL.sub('', pixels)}\n{_NARROW}"
    return CSSInliner(load_remote_stylesheets=False, extra_css=rules)


def _pictures(html: str, domain: str) -> Iterator[Attachment]:
    for _, kind, data in _PICTURE.findall(html):
        content_id = _id_of(data, domain)
        ending = _ENDINGS.get(kind, kind.rpartition("/")[2])
        name = f"{content_id.partition('@')[0]}.{ending}"
        yield Attachment(name, kind, _decoded(data), content_id)


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        message = "a picture in the page is damaged"
        raise SstcError(message, "remove it from the template", ExitCode.DATA) from None


def _id_of(data: str, domain: str) -> str:
    return f"{hashlib.sha256(data.encode()).hexdigest()[:16]}@{domain}"
