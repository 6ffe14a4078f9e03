"""Reasons: recommendations that rest on nothing, and causes that no figure shows."""

from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model.report.names import named_in
from sstc_cli.model.report.texts import Conclusion, Recommendation
from sstc_cli.report.checks.causes import causes_in
from sstc_cli.report.checks.texts import WrittenText, sentences, written_texts
from sstc_cli.report.setting import Setting


def check(setting: Setting) -> Iterator[Diagnostic]:
    """Yield recommendations without reason, and reasons without figure."""
    by_id = {conclusion.id: conclusion for conclusion in setting.written.conclusions}
    for index, advice in enumerate(setting.written.recommendations):
        yield from _unfounded(advice, by_id, ("recommendations", index))
    yield from unshown_causes(written_texts(setting.written))


def unshown_causes(texts: Iterable[WrittenText]) -> Iterator[Diagnostic]:
    """Yield the causes that texts name beside figures that show none."""
    for written in texts:
        for sentence, named in sentences(written.text):
            causes = list(causes_in(sentence)) if named else []
            if causes:
                told = ", ".join(f"`{cause}`" for cause in causes)
                verb = "names a cause" if len(causes) == 1 else "name causes"
                message = f"{told} {verb}, but the figure beside it shows none"
                hint = "say what happened; who did not take part is not compared with who did"
                yield Diagnostic("W715", message, written.path, hint)


def _unfounded(
    advice: Recommendation, conclusions: dict[str, Conclusion], path: Path
) -> Iterator[Diagnostic]:
    hint = "name conclusions or figures under `rests_on`, for example [content.two_best]"
    if any(name not in conclusions for name in advice.rests_on) or _names_figure(advice):
        return
    named = [conclusions[name] for name in advice.rests_on]
    if not named:
        yield Diagnostic("W714", f"`{advice.id}` rests on nothing", (*path, "id"), hint)
    elif not any(_has_figure(conclusion) for conclusion in named):
        ids = ", ".join(f"`{conclusion.id}`" for conclusion in named)
        message = f"`{advice.id}` rests on {ids}, without a figure"
        yield Diagnostic("W714", message, (*path, "rests_on"), hint)


def _names_figure(advice: Recommendation) -> bool:
    return any(True for text in advice.text.by_language.values() for _ in named_in(text))


def _has_figure(conclusion: Conclusion) -> bool:
    texts = conclusion.text.by_language.values()
    return bool(conclusion.figures) or any(True for text in texts for _ in named_in(text))
