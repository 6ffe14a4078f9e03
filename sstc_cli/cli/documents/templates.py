"""`sstc templates list|copy|labels`: the templates of documents, and their translations."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here, write_new
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.documents.template_check import needed_labels
from sstc_cli.errors import SstcError
from sstc_cli.model import LANGUAGE
from sstc_cli.model.languages import language_name
from sstc_cli.views.catalogues import SOURCE, Coverage, coverage, languages_of, new_catalogue
from sstc_cli.views.documents import VIEWS, every_field
from sstc_cli.views.site_pages import SITE_FILES, SITE_VIEWS
from sstc_cli.workspace import shipped_root


def list_(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="List the fields that this template may use."),
    ] = None,
    json: Json = False,
) -> None:
    """List the templates, shipped and your own, or the fields of one.

    Example: `sstc templates list agenda`
    """
    session = session_of(context)
    if name:
        fields = _fields(name)
        if json:
            entries = [dict(zip(("name", "is", "what"), field, strict=True)) for field in fields]
            session.result(write_results(fields=entries))
            return
        widths = [max(map(len, column)) for column in zip(*fields, strict=True)]
        for field, kind, note in fields:
            session.result(f"{field:{widths[0]}}  {kind:{widths[1]}}  {note}")
        return
    own = session.root / "templates"
    templates = {name: (file, (own / file).is_file()) for name, file in template_files().items()}
    if json:
        entries = [
            {"name": name, "file": file, "from": "workspace" if is_own else "shipped"}
            for name, (file, is_own) in templates.items()
        ]
        session.result(write_results(templates=entries))
        return
    for word, (file, is_own) in templates.items():
        session.result(f"{word:22}{f'templates/{file}' if is_own else 'shipped'}")


def copy(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Document, `layout`, or catalogue, for example `labels/fr`."
        ),
    ],
) -> None:
    """Copy a shipped template or catalogue to the workspace, for changes.

    Existing files are never overwritten. `layout` is the page around every HTML document. For a
    language that is not shipped, for example `labels/it`, the catalogue has all labels without
    translations.

    Example: `sstc templates copy agenda`
    """
    session = session_of(context)
    root = session.root
    file, data = _source(name, root / "templates")
    target = root / "templates" / file
    if not write_new(target, data, root=root):
        hint = "edit it, or move it away to start from the shipped one again"
        raise SstcError(f"templates/{file} already exists, so nothing was written", hint)
    session.result(from_here(target))
    session.say("next: edit it, then `sstc templates check`")


def labels(
    context: typer.Context,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="CODE",
            help="Show only this language, with its labels. Repeatable.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show how many labels each language has, and which are missing.

    Example: `sstc templates labels --language fr`
    """
    session = session_of(context)
    coverages = _coverages(session.root / "templates", language)
    if json:
        session.result(write_results(languages=coverages))
        return
    for one in coverages:
        session.result(_summary(one))
        for line in _details(one) if language else ():
            session.result(line)


def template_files() -> Mapping[str, str]:
    """Return the files of templates: documents, what they share, and the site."""
    documents = {name: f"{name}.md.j2" for name in VIEWS}
    shared = {"letter": "letter.md.j2", "message": "message.md.j2", "layout": "layout.html.j2"}
    return {**documents, **shared, **SITE_FILES}


def _fields(name: str) -> list[tuple[str, str, str]]:
    """Return the name, kind and meaning of each field that a template may use."""
    if name not in VIEWS and name not in SITE_VIEWS:
        hint = did_you_mean(name, [*VIEWS, *SITE_VIEWS])
        raise typer.BadParameter(f"no template `{name}` with fields: {hint}", param_hint="NAME")
    view = VIEWS[name].fields if name in VIEWS else SITE_VIEWS[name]
    return [field[:3] for field in every_field(view)]


def _source(name: str, own: Path) -> tuple[str, bytes]:
    """Return the file and the contents of a template or catalogue to copy."""
    shipped, known = shipped_root() / "templates", template_files()
    if name.startswith("labels/"):
        language = _known_language(name.removeprefix("labels/").removesuffix(".po"), "NAME")
        return f"labels/{language}.po", _catalogue(shipped, own, language)
    file = next((file for word, file in known.items() if name in (word, file)), None)
    if file is None:
        message = f"unknown template `{name}`: {did_you_mean(name, [*known, 'labels/fr'])}"
        raise typer.BadParameter(message, param_hint="NAME")
    return file, (shipped / file).read_bytes()


def _catalogue(shipped: Path, own: Path, language: str) -> bytes:
    """Return the shipped catalogue of a language, or a new one without translations."""
    file = shipped / "labels" / f"{language}.po"
    return (
        file.read_bytes()
        if file.is_file()
        else new_catalogue(needed_labels([shipped, own]), language)
    )


def _coverages(own: Path, languages: list[str] | None) -> Sequence[Coverage]:
    """Return the coverage of labels by language, with the workspace's own templates."""
    folders = [shipped_root() / "templates", own]
    codes = [_known_language(code, "--language") for code in languages or languages_of(folders)]
    used = needed_labels(folders)
    return [coverage(used, folders, code) for code in codes]


def _known_language(code: str, option: str) -> str:
    """Return the code of a language that labels can be translated into."""
    if code == SOURCE:
        message = "labels are written in English: name another language"
        raise typer.BadParameter(message, param_hint=option)
    if not LANGUAGE.fullmatch(code) or language_name(code, SOURCE) == code:
        message = f"unknown language `{code}`: write its code, for example `fr` or `pt-BR`"
        raise typer.BadParameter(message, param_hint=option)
    return code


def _summary(coverage: Coverage) -> str:
    """Return a summary, for example `fr      79 of 80 labels, 1 missing`."""
    done = len(coverage.translated)
    total = done + len(coverage.missing) + len(coverage.unsure)
    rest = (f", {len(labels)} {state}" for state, labels in _unfinished(coverage) if labels)
    return f"{coverage.language:8}{done} of {total} labels{''.join(rest)}"


def _details(coverage: Coverage) -> Iterator[str]:
    for state, labels in _unfinished(coverage):
        for label in labels:
            yield f"  {state:10}{label}"


def _unfinished(coverage: Coverage) -> list[tuple[str, tuple[str, ...]]]:
    """Return the labels that a translator has to work on, by their state."""
    names = ("missing", "unsure", "broken", "obsolete")
    return [(name, getattr(coverage, name)) for name in names]
