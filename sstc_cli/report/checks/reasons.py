"""Reasons: recommendations that rest on nothing, and causes that no figure shows."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model.report.names import named_in
from sstc_cli.model.report.words import Conclusion, Recommendation
from sstc_cli.report.checks.texts import sentences, written_texts
from sstc_cli.report.setting import Setting

# words for a cause in the languages of documents
_CAUSES = re.compile(
    r"\b(?:because|due to|led to|leads to|caused|thanks to|owing to|resulted in|result of"
    r"|grâce (?:à|aux?)|parce qu(?:e|['’]\w*)|(?:en raison|à cause) d(?:[eu]s?|['’]\w*)"
    r"|(?:a|ont) conduit (?:à|aux?)|(?:a|ont) permis"
    r"|gracias al?|porque|debido al?|condujo al?|a causa del?|ha permitido"
    r"|(?:graças|levou|devido) (?:a|à|aos?|às)|por causa d[aeo]s?|permitiu"
    r"|благодаря|потому что|из-за|прив[её]л[оаи]? к|вызвал[оаи]?)(?!\w)"
    r"|因此|导致|使得|由于|促使|归功于|得益于|بسبب|بفضل|أدى إلى|أدت إلى|نتيجة",
    re.IGNORECASE,
)


def check(setting: Setting) -> Iterator[Diagnostic]:
    """Yield recommendations without reason, and reasons without figure."""
    by_id = {conclusion.id: conclusion for conclusion in setting.written.conclusions}
    for index, advice in enumerate(setting.written.recommendations):
        yield from _unfounded(advice, by_id, ("recommendations", index))
    for written in written_texts(setting.written):
        for sentence, named in sentences(written.text):
            cause = _CAUSES.search(sentence) if named else None
            if cause is not None:
                message = f"`{cause[0]}` names a cause, but the figure beside it shows none"
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
