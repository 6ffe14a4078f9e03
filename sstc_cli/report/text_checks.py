"""The texts of a report by their paths: people whom they name, and reasons that nothing shows.

A verb such as *improved* names a cause only with what it changes: ratings improve without any.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Series, Text
from sstc_cli.model.report import Conclusion, NamedFigure, Recommendation, ReportTexts, named_in
from sstc_cli.report.setting import Setting
from sstc_cli.rules.named_people import place_in
from sstc_cli.store.names import folded
from sstc_cli.survey.mentions import Mentions

# an end is not in braces, and not before a digit, as in 9.30
_SENTENCE = re.compile(r"(?:\{[^{}\n]*\}|[.!?](?=\d)|[^.!?。！？؟\n])*[.!?。！？؟\n]?")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text in one language; `webinar` is the one that it is about, or None for the series."""

    path: Path
    language: str
    text: str
    webinar: str | None = None


def written_texts(written: ReportTexts) -> Iterator[WrittenText]:
    for key in ("title", "purpose", "summary"):
        yield from _languages((key,), getattr(written, key))
    for key in ("lessons", "limits"):
        for index, text in enumerate(getattr(written, key)):
            yield from _languages((key, index), text)
    for index, conclusion in enumerate(written.conclusions):
        yield from _languages(("conclusions", index, "text"), conclusion.text)
    for index, advice in enumerate(written.recommendations):
        yield from _languages(("recommendations", index, "text"), advice.text)
    for index, about in enumerate(written.webinars):
        path: Path = ("webinars", index)
        yield from _languages((*path, "summary"), about.summary, about.id)
        for key in ("conclusions", "lessons"):
            for place, text in enumerate(getattr(about, key)):
                yield from _languages((*path, key, place), text, about.id)


def sentences(text: str) -> Iterator[tuple[str, list[NamedFigure]]]:
    for found in _SENTENCE.finditer(text):
        if sentence := found[0].strip():
            yield sentence, list(named_in(sentence))


def _languages(path: Path, text: Text | None, webinar: str | None = None) -> Iterator[WrittenText]:
    for language, words in text.by_language.items() if text else ():
        yield WrittenText((*path, language) if language else path, language, words, webinar)


_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def people_named(
    series: Series, texts: Iterable[WrittenText], names: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield texts that have one of the names or addresses.

    Speakers and others whom the plan names are not secret. A name of one word may be any word.
    """
    public = {_folded(name) for who in series.people for name in who.name.by_language.values()}
    telling = (name for name in names
               if "@" in name or len(name.split()) > 1 or _HAN.fullmatch(name.strip()))  # fmt: skip
    wanted = Mentions({_folded(name) for name in telling} - public)
    for written in texts:
        if places := sorted({*wanted.named(written.text)}):
            named = "; ".join(place_in(written.text, *place) for place in places)
            message = f"this text names a person whose answers are in the store: {named}"
            hint = "leave the name out, or ask the person, and add them to `people` in the plan"
            yield Diagnostic("W716", message, written.path, hint)


def _folded(text: str) -> str:
    return " ".join(folded(text).text.split())


_REASONS = (
    r"because|due to|led to|leads to|caused|thanks to|owing to|resulted in|result of"
    r"|grâce (?:à|aux?)|parce qu(?:e|['’]\w*)|(?:en raison|à cause) d(?:[eu]s?|['’]\w*)"
    r"|(?:a|ont) conduit (?:à|aux?)|(?:a|ont) permis"
    r"|gracias al?|porque|debido al?|condujo al?|a causa del?|ha permitido"
    r"|(?:graças|levou|devido) (?:a|à|aos?|às)|por causa d[aeo]s?|permitiu"
    r"|благодаря|потому что|из-за|прив[её]л[оаи]? к|вызвал[оаи]?"
)
_EFFECTS = (
    r"(?:improved|increased|raised|strengthened|enhanced|boosted|deepened)"
    r" (?:the )?(?:their|people['’]s|participants['’]|attendees['’]|knowledge|understanding|skills"
    r"|awareness|capacity|capacities)"
    r"|impacts? (?:was|were|is|are)(?! not)|had an? (?:\w+ )?(?:impact|effect)"
    r"|(?:a|ont) (?:amélioré|augmenté|renforcé|accru) (?:leurs?|les? (?:connaiss|compét)\w+"
    r"|la (?:compréhens|capacit)\w+)|l['’](?:impact|effet) (?:a été|est)"
    r"|(?:mejor|aument|reforz)(?:ó|aron) (?:sus?|los conocimientos|el conocimiento|las capacidades)"
    r"|(?:el impacto|el efecto) (?:fue|es)"
    r"|(?:melhor|aument|reforç)(?:ou|aram) (?:os? (?:seus?|conhecimentos?)|as? suas?)"
    r"|(?:o impacto|o efeito) (?:foi|é)"
    r"|(?:улучшил|повысил|укрепил|увеличил)[аои]? (?:их|свои|знания|навыки|уровень знаний)"
    r"|(?:влияние|воздействие|эффект) (?:был[оа]?|составил[оа]?)"
)
_UNSPACED = (
    r"因此|导致|使得|由于|促使|归功于|得益于|بسبب|بفضل|أدى إلى|أدت إلى|نتيجة"
    r"|(?:提高|提升|增强|改善|增进)了(?:他们|其|参与者|参会者|学员|听众|知识|能力)|(?:影响|效果)(?:是|为)"
    r"|(?:حسّ?نت?|عزّ?زت?|زادت?|رفعت?) (?:من )?(?:معرف|معارف|مهارات|قدرات|وعي)"
    r"|كان (?:الأثر|التأثير)"
)
_CAUSES = re.compile(rf"\b(?:{_REASONS}|{_EFFECTS})(?!\w)|{_UNSPACED}", re.IGNORECASE)


def check_reasons(setting: Setting) -> Iterator[Diagnostic]:
    by_id = {conclusion.id: conclusion for conclusion in setting.written.conclusions}
    for index, advice in enumerate(setting.written.recommendations):
        yield from _unfounded(advice, by_id, ("recommendations", index))
    yield from unshown_causes(written_texts(setting.written))


def unshown_causes(texts: Iterable[WrittenText]) -> Iterator[Diagnostic]:
    """Yield the causes that texts name beside figures that show none."""
    for written in texts:
        for sentence, named in sentences(written.text):
            found = _CAUSES.finditer(sentence) if named else ()
            causes = list(dict.fromkeys(cause[0] for cause in found))
            if causes:
                told = ", ".join(f"`{cause}`" for cause in causes)
                verb = "names a cause" if len(causes) == 1 else "name causes"
                message = f"{told} {verb}, but the figure beside it shows none"
                hint = (
                    "state what happened: there is no comparison with people who did not take part"
                )
                yield Diagnostic("W715", message, written.path, hint)


def _unfounded(
    advice: Recommendation, conclusions: dict[str, Conclusion], path: Path
) -> Iterator[Diagnostic]:
    hint = "name conclusions or figures under `rests_on`, for example [content.two_best]"
    if any(name not in conclusions for name in advice.rests_on) or _names_figure(advice.text):
        return
    named = [conclusions[name] for name in advice.rests_on]
    if not named:
        yield Diagnostic("W714", f"`{advice.id}` rests on nothing", (*path, "id"), hint)
    elif not any(each.figures or _names_figure(each.text) for each in named):
        ids = ", ".join(f"`{conclusion.id}`" for conclusion in named)
        message = f"`{advice.id}` rests on {ids}, without a figure"
        yield Diagnostic("W714", message, (*path, "rests_on"), hint)


def _names_figure(text: Text) -> bool:
    return any(True for words in text.by_language.values() for _ in named_in(words))
