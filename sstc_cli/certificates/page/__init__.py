"""The page `verify.html`: one file that checks certificates offline, and has no names."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from sstc_cli.certificates.code import PREFIX, codes_of
from sstc_cli.model import Series
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import LANGUAGES
from sstc_cli.views.dates import direction_of
from sstc_cli.views.fixed_labels import CheckLabel

_FOLDER = Path(__file__).parent
Labels = Callable[[str], Mapping[str, str]]


def verify_page(series: Series, public: CertificateFile, labels: Labels) -> bytes:
    """Return the page of a series with its public keys and revoked certificates."""
    style, script = (_read(f"verify.{kind}") for kind in ("css", "js"))
    data = _data(series, public, labels)
    english = data["languages"]["en"]
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    options = "\n".join(
        f'<option value="{code}" lang="{code}">{escape(language_name(code, code))}</option>'
        for code in sorted(LANGUAGES)
    )
    # no text can end the script: `<` is written as an escape, and JSON has it in texts only
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    fills = {
        "policy": policy,
        "title": escape(f"{english['words']['title']} · {english['series']}"),
        "style": style,
        "series": escape(english["series"]),
        "organisers": escape(english["organisers"]),
        "options": options,
        "data": text,
        "script": script,
    }
    head, *parts = _read("verify.html").split("{")
    page = [head]
    for part in parts:
        name, _, rest = part.partition("}")
        page += [fills[name], rest]
    return "".join(page).encode()


def _data(series: Series, public: CertificateFile, labels: Labels) -> dict[str, Any]:
    """Return what the page knows: keys, revoked numbers, and words and titles by language."""
    return {
        "id": series.id,
        "keys": list(public.keys),
        "salt": public.salt or "",
        "revoked": list(public.revoked),
        "languages": {code: _words(series, labels(code), code) for code in LANGUAGES},
        "webinars": {
            str(code): _webinar(series, id_)
            for code, id_ in codes_of(webinar.id for webinar in series.webinars).items()
        },
    }


def _webinar(series: Series, id_: str) -> dict[str, Any]:
    webinar = next(webinar for webinar in series.webinars if webinar.id == id_)
    titles = {code: webinar.title.pick(code) for code in LANGUAGES}
    return {"number": webinar.number, "titles": titles}


def _words(series: Series, translated: Mapping[str, str], code: str) -> dict[str, Any]:
    names = ((office.short or office.name).pick(code) for office in series.organisers)
    words = {label.name.lower(): translated.get(label, str(label)) for label in CheckLabel}
    words["empty"] = words["empty"].replace("{prefix}", PREFIX)
    return {
        "direction": direction_of(code),
        "series": series.title.pick(code),
        "organisers": " · ".join(names),
        "words": words,
    }


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
