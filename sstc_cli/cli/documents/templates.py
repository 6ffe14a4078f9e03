"""`sstc templates`: what documents are made of, to be changed, translated and tried."""

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.diagnostics import counted
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sstc_cli.views.labels import Coverage

app = new_group("templates")


@app.command("list")
def list_templates(context: typer.Context, json: Json = False) -> None:
    """List the templates: for which document, and whether yours or the one that comes with sstc.

    Example: `sstc templates list`
    """
    from sstc_cli.cli.console.json import write_results

    session = session_of(context)
    own = session.root / "templates"
    found = {name: (own / file).is_file() for name, file in _templates().items()}
    if json:
        listed = [
            {"name": name, "file": _templates()[name], "from": "workspace" if mine else "shipped"}
            for name, mine in found.items()
        ]
        session.result(write_results(templates=listed))
        return
    for name, mine in found.items():
        session.result(f"{name:15}{f'templates/{_templates()[name]}' if mine else 'shipped'}")


@app.command()
def copy(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A document, `layout`, or a catalogue, as in `labels/fr`."
        ),
    ],
) -> None:
    """Copy a shipped template or catalogue of labels into the workspace, to be changed there.

    Nothing is overwritten. `layout` is the page around every HTML document. A catalogue of a
    language that is not shipped, as in `labels/it`, has every label, to be translated.

    Example: `sstc templates copy agenda`
    """
    from sstc_cli.cli.console.files import from_here, write_new

    session = session_of(context)
    file, data = _source(name, session.root / "templates")
    target = session.root / "templates" / file
    if not write_new(target, data):
        hint = "edit it, or move it away to start from the shipped one again"
        raise SstcError(f"templates/{file} is there already", hint)
    session.result(from_here(target))
    session.say("next: edit it, then `sstc templates check`")


@app.command()
def check(context: typer.Context, json: Json = False, today: Today = None) -> None:
    """Fill every template for every webinar, audience and language; say what would fail.

    The first webinar is also tried as cancelled, and with all and little known. Nothing is written.
    Exit status: 0 nothing fails, 1 something does.

    Example: `sstc templates check`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.console.progress import progress
    from sstc_cli.cli.documents.render import say_unshown
    from sstc_cli.documents.template_check import check_templates, count_fillings, unused

    session = session_of(context)
    workspace, series = session.opened(today)
    with progress(session, "Trying", count_fillings(series)) as step:
        checked = check_templates(workspace, series, step)
    say_unshown(session, checked.unshown)
    faults = checked.faults
    if json:
        session.result(write_results(documents=checked.documents, errors=faults))
    else:
        for each in faults:
            session.result(str(each))
        for told in unused(workspace, list(_templates().values())):
            session.say(f"warning: {told}")
        made = f"{counted(checked.documents, 'document')} in {', '.join(series.languages)}"
        session.say(f"{made}: {counted(len(faults), 'error')}")
    if faults:
        raise typer.Exit(ExitCode.DATA)


@app.command()
def labels(
    context: typer.Context,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help="Only these, with each label; repeatable."),
    ] = None,
    json: Json = False,
) -> None:
    """Tell translators how many labels of the documents each language has, and which it lacks.

    Example: `sstc templates labels --language fr`
    """
    from sstc_cli.cli.console.json import write_results

    session = session_of(context)
    found = _coverages(session.root / "templates", language)
    if json:
        session.result(write_results(languages=found))
        return
    for each in found:
        session.result(_summary(each))
        for line in _details(each) if language else ():
            session.result(line)


def _templates() -> "Mapping[str, str]":
    """The file of each document's template, and of the page around HTML documents."""
    from sstc_cli.views.documents import VIEWS

    return {**{name: f"{name}.md.j2" for name in VIEWS}, "layout": "layout.html.j2"}


def _source(name: str, own: "Path") -> tuple[str, bytes]:
    """The file and the contents of what can be copied under this name."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.workspace import shipped_root

    shipped, known = shipped_root() / "templates", _templates()
    if name.startswith("labels/"):
        language = _known_language(name.removeprefix("labels/").removesuffix(".po"), "NAME")
        return f"labels/{language}.po", _catalogue(shipped, own, language)
    word = next((each for each, file in known.items() if name in (each, file)), None)
    if word is None:
        message = f"there is no template `{name}`: {did_you_mean(name, [*known, 'labels/fr'])}"
        raise typer.BadParameter(message, param_hint="NAME")
    return known[word], (shipped / known[word]).read_bytes()


def _catalogue(shipped: "Path", own: "Path", language: str) -> bytes:
    """The shipped catalogue of a language; one to be translated where none is shipped."""
    from sstc_cli.render.sources import used_labels
    from sstc_cli.views.labels import new_catalogue

    file = shipped / "labels" / f"{language}.po"
    return (
        file.read_bytes()
        if file.is_file()
        else new_catalogue(used_labels([shipped, own]), language)
    )


def _coverages(own: "Path", languages: list[str] | None) -> "Sequence[Coverage]":
    """How much of the labels each language has, in the shipped templates and the workspace's."""
    from sstc_cli.render.sources import used_labels
    from sstc_cli.views.labels import coverage, languages_of
    from sstc_cli.workspace import shipped_root

    folders = [shipped_root() / "templates", own]
    codes = [_known_language(each, "--language") for each in languages or languages_of(folders)]
    needed = used_labels(folders)
    return [coverage(needed, folders, code) for code in codes]


def _known_language(code: str, option: str) -> str:
    """A language that labels can be translated into."""
    from sstc_cli.model import LANGUAGE
    from sstc_cli.model.languages import language_name
    from sstc_cli.views.labels import SOURCE

    if code == SOURCE:
        message = "labels are written in English: name the language that they are translated into"
        raise typer.BadParameter(message, param_hint=option)
    if not LANGUAGE.fullmatch(code) or language_name(code, SOURCE) == code:
        message = f"there is no language `{code}`: write its code, as in `fr` or `pt-BR`"
        raise typer.BadParameter(message, param_hint=option)
    return code


def _summary(coverage: "Coverage") -> str:
    """`fr      79 of 80 labels, 1 missing`."""
    done = len(coverage.translated)
    total = done + len(coverage.missing) + len(coverage.unsure)
    left = (f", {len(labels)} {what}" for what, labels in _left(coverage) if labels)
    return f"{coverage.language:8}{done} of {total} labels{''.join(left)}"


def _details(coverage: "Coverage") -> "Iterator[str]":
    for what, labels in _left(coverage):
        for label in labels:
            yield f"  {what:10}{label}"


def _left(coverage: "Coverage") -> "list[tuple[str, tuple[str, ...]]]":
    """What a translator still has to do."""
    names = ("missing", "unsure", "broken", "obsolete")
    return [(name, getattr(coverage, name)) for name in names]
