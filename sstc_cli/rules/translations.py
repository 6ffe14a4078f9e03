"""The languages of texts and audiences."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean, format_path
from sstc_cli.model import Role, Survey, Text
from sstc_cli.model.glossary import GlossaryTerm
from sstc_cli.model.languages import is_language, language_of_country
from sstc_cli.model.text import kin
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import and_others, problem
from sstc_cli.rules.wordings import PlacedText, texts_in


@rule("W501")
def translation_missing(plan: Plan) -> Iterator[Diagnostic]:
    """A text lacks one of the languages of the series.

    Documents in that language show the text in another one. Texts that lack the same language are one
    warning; if the words are the same in it, write them again.

    Wrong:
      languages: [en, zh]
      webinars:
        - id: a
          number: 1
          title: {en: Payment solutions, zh: 支付解决方案}
          summary: {en: How cities pay} # <- W501
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    Instead:
          summary: {en: How cities pay, zh: 城市如何付款}
    """
    for path, text in plan.texts:
        lacking = () if "" in text.by_language else plan.series.languages
        for language in (code for code in lacking if text.words(code) is None):
            subject = f"`{format_path(path)}`"
            message, hint = f"{subject} has no text in {language}", f"add `{language}: …`"
            if language == plan.main:
                yield problem(message, path, hint)
            else:
                hint += f"; `sstc translations status --language {language} --all` lists them all"
                yield problem(message, path, hint, kind=language, subject=subject)


@rule("W507")
def translation_older(plan: Plan) -> Iterator[Diagnostic]:
    """An original text has changed since the last release, but its translation has not.

    The original is the text in the first language of the series. If the translation needs no change,
    publish a release or add a waiver.

    The release `data/releases/001-first-plan.yaml`:
      version: 1
      name: first-plan
      published: 2020-06-01 00:00:00Z
      series:
        id: series
        domain: example.org
        title: {en: Cities and commerce, zh: 城市与商务}
        zone: Asia/Shanghai
        languages:
          - en
          - zh
        organisers:
          - id: office
            name: The office
        webinars: []

    Wrong:
      languages: [en, zh]
      title:
        en: Cities and electronic commerce
        zh: 城市与商务 # <- W507
      count: 0
      webinars: []
    Instead:
        zh: 城市与电子商务
    """
    for outdated in plan.outdated:
        message = (
            f"the `{outdated.original}` text has changed since the release `{outdated.release}` of "
            f"{outdated.since}, but the `{outdated.language}` text has not"
        )
        subject, kind = f"`{format_path(outdated.path[:-1])}`", outdated.language
        yield problem(message, outdated.path, "translate the change", kind=kind, subject=subject)


@rule("W508")
def language_not_listed(plan: Plan) -> Iterator[Diagnostic]:
    """A text has a language that the series does not have.

    Documents in the languages of the series never show it. It may be a typo in the code of a language.

    Wrong:
      languages: [en, fr]
      webinars:
        - {en: Payment, fr: Paiement, es: Pago} … # <- W508
    Instead:
      languages: [en, fr, es]
    """
    paths: dict[str, list[Path]] = defaultdict(list)
    shown = {code for language in plan.series.languages for code in kin(language)}
    for path, text in plan.texts:
        for language in text.by_language:
            if language and language not in shown:
                paths[language].append((*path, language))
    for language, places in paths.items():
        message = f"`{language}` is not a language of the series"
        message += and_others(len(places) - 1, "text")
        hint = f"add `{language}` to `languages`, correct the code, or delete the text"
        yield problem(message, places[0], hint, at_key=True)


@rule("E509")
def language_unknown(plan: Plan) -> Iterator[Diagnostic]:
    """A language of the series does not exist: its code may be that of a country.

    Wrong:
      languages: [en, cn] # <- E509
      title: {en: Cities, cn: 城市}
      organisers: [{id: office, name: {en: The office, cn: 办公室}}]
      webinars:
        - {en: Payment, cn: 付款} …
    Right:
      languages: [en, zh]
      title: {en: Cities, zh: 城市}
      organisers: [{id: office, name: {en: The office, zh: 办公室}}]
      webinars:
        - {en: Payment, zh: 付款} …
    """
    for index, code in enumerate(plan.series.languages):
        if not is_language(code):
            usual = language_of_country(code.partition("-")[0])
            hint = f"did you mean `{usual}`?" if usual else "write a code such as `en`"
            yield problem(f"`{code}` is not a language", ("languages", index), hint)


# texts that are the same in all languages: names of people and offices, works that exist in one
_NAMES = {"people", "organisers", "evaluators", "rapporteur"}
_NAME_KEYS = {"name", "short", "organisation", "honorific"}
_WORKS = {"source", "sources", "materials"}
_SEVERAL = 3
_LATIN = {"en", "fr", "es", "pt"}
_OTHER_SCRIPT = re.compile(r"[\u0400-\u052f\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff]")
_WORDS = 4  # of a text that reads like a sentence


@rule("W510")
def same_in_all_languages(plan: Plan) -> Iterator[Diagnostic]:
    """Texts of a series in several languages are plain strings, so they are the same in each.

    A plain string is for all languages, so documents in each of them show the same words. One or two
    words may be right; from three texts on, or if one reads like a sentence, or is in Chinese
    characters and the series is in English, too, they are reported together: those of the plan and
    its surveys, of the report, and of each knowledge note. Names of people and organisers, titles of
    sources and materials, and texts without letters do not count. If the words really are the same, write
    them for each language, or add a waiver.

    Wrong:
      languages: [en, fr] # <- W510
      title: {en: Cities and commerce, fr: Villes et commerce}
      notes: [Registration is free, Bring a laptop, A certificate is issued]
      webinars:
        - {en: Payment, fr: Paiement} …
    Right:
      languages: [en, fr]
      title: {en: Cities and commerce, fr: Villes et commerce}
      notes: [{en: Registration is free, fr: L’inscription est gratuite}]
      webinars:
        - {en: Payment, fr: Paiement} …
    """
    languages = plan.series.languages
    if len(languages) == 1:
        return
    found = [(path, text) for path, text in plan.texts if is_same_prose(path, text)]
    same = [format_path(path) for path, _ in found]
    asked = [
        f"data/surveys/{survey.id}.yaml"
        for survey in plan.surveys.values()
        for path, text in texts_in(survey)
        if is_same_prose(path, text) and not names_a_language(survey, path)
    ]
    if (count := len(same) + len(asked)) >= _SEVERAL or _reads(found, languages):
        where = same[:1] + [f"{number} in {file}" for file, number in Counter(asked).items()]
        message, hint = _same_texts(count, languages, where)
        yield problem(message, ("languages",), hint)


def same_in_file(texts: Iterable[PlacedText], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a line if texts of a report or a note are the same in all languages (W510)."""
    found = [one for one in texts if is_same_prose(*one)] if len(languages) > 1 else []
    if len(found) >= _SEVERAL or _reads(found, languages):
        message, hint = _same_texts(len(found), languages, [format_path(found[0].path)])
        yield Diagnostic("W510", message, found[0].path, hint)


def _same_texts(count: int, languages: Sequence[str], where: Sequence[str]) -> tuple[str, str]:
    """Return what is said of texts that are the same, and what to do."""
    texts = quantity(count, "text is", "texts are")
    named = f"{', '.join(languages[:-1])} and {languages[-1]}"
    for_each = ", ".join(f"{code}: …" for code in languages)
    hint = f"write `{{{for_each}}}` for each: {', '.join(where)}"
    return f"{texts} the same in {named}: is that right?", hint


def _reads(found: Iterable[tuple[Path, Text]], languages: Sequence[str]) -> bool:
    """Return whether one text reads like a sentence, or is in characters of other languages."""
    words = [text.by_language[""] for _, text in found]
    latin = not _LATIN.isdisjoint(languages)
    return any(_is_sentence(one) or (latin and _OTHER_SCRIPT.search(one)) for one in words)


def _is_sentence(words: str) -> bool:
    """Return whether a text reads like a sentence, in Chinese by its length."""
    return len(words.split()) >= _WORDS or len(re.findall(r"[\u3400-\u9fff]", words)) >= 2 * _WORDS


def untranslated(texts: Iterable[PlacedText], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a line for each language that texts of a survey, a report or a note lack (W501)."""
    listed = [one for one in texts if "" not in one.text.by_language]
    for language in languages:
        if lacking := [path for path, text in listed if text.words(language) is None]:
            texts_lack = quantity(len(lacking), "text has", "texts have")
            hint = f"`sstc translations export --language {language}` writes them for a translator"
            yield Diagnostic("W501", f"{texts_lack} no words in {language}", lacking[0], hint)


def is_same_prose(path: Path, text: Text) -> bool:
    """Return whether a text is a plain string, and neither a name nor a number."""
    words = text.by_language.get("", "")
    is_name = path[0] in _NAMES and _NAME_KEYS.intersection(path)
    return any(map(str.isalpha, words)) and not is_name and _WORKS.isdisjoint(path)


def names_a_language(survey: Survey, path: Path) -> bool:
    """Return whether a text is an answer to which language people read, in that language."""
    asked = [index for index, one in enumerate(survey.questions) if one.role is Role.LANGUAGE]
    return path[0] == "questions" and path[1] in asked


# names in braces, the numbers of sources, and addresses: a translation must have the same ones
PLACEHOLDER = re.compile(
    r"\{[A-Za-z_][^{}\s]*\}|[\[［][0-9]{1,2}(?:(?:, ?|、)[0-9]{1,2})*[\]］]|https?://[^\s<>\"，。；、）]+"
)
_WIDE = str.maketrans({"［": "[", "］": "]", "、": ","})


def placeholders_in(text: str) -> list[str]:
    """Return the placeholders of a text in their order; marks of sources with Latin brackets."""
    if not {"{", "[", "［", "/"}.intersection(text):  # most texts have none
        return []
    found = PLACEHOLDER.findall(text)
    return [_written_alike(one) for one in found]


def _written_alike(placeholder: str) -> str:
    """Return a placeholder without the signs that differ between languages: `[1, 2]`, `[1、2]`."""
    if placeholder[0] in "[［":
        return placeholder.translate(_WIDE).replace(" ", "")
    return placeholder.rstrip(".,;:!?)")


@rule("W548")
def placeholder_lost(plan: Plan) -> Iterator[Diagnostic]:
    """A translation lacks a name in braces, a number of a source or an address that its text has.

    Documents fill in the names, link the numbers to the sources, and link the addresses; each
    translation needs its own.

    Wrong:
      languages: [en, fr]
      background:
        - text: {en: "Trade grew by a third [1].", fr: Le commerce a augmenté d'un tiers.} # <- W548
          sources: [{title: A study, url: https://example.org/study}]
      webinars:
        - {en: Payment, fr: Paiement} …
    Instead:
        - text: {en: "Trade grew by a third [1].", fr: "Le commerce a augmenté d'un tiers [1]."}
    """
    return lost_placeholders(plan.texts, plan.main)


def lost_placeholders(texts: Iterable[PlacedText], main: str) -> Iterator[Diagnostic]:
    """Yield the first placeholder that each translation lacks (W548)."""
    for path, text in texts:
        source = text.words(main)
        wanted = placeholders_in(source) if source else []
        for language, words in text.by_language.items() if wanted else ():
            found = set(placeholders_in(words))
            if lost := [name for name in wanted if name not in found]:
                message = f"the `{language}` text lacks `{lost[0]}`, which the `{main}` text has"
                hint = "put it where the translation needs it"
                yield Diagnostic("W548", message, (*path, language), hint)


@rule("W549")
def glossary_not_used(plan: Plan) -> Iterator[Diagnostic]:
    """A translation does not use the words of the glossary for a term of its text.

    The glossary is `data/glossary.csv`: a column `term` in the first language of the series, and a
    column for each other language. Endings may differ.

    The glossary `data/glossary.csv`:
      term,fr
      shore power,courant à quai

    Wrong:
      languages: [en, fr]
      webinars:
        - {en: Shore power in ports, fr: L'électricité dans les ports} … # <- W549
    Instead:
        - {en: Shore power in ports, fr: Le courant à quai dans les ports} …
    """
    return unused_terms(plan.texts, plan.main, plan.glossary)


def unused_terms(
    texts: Iterable[PlacedText], main: str, glossary: Sequence[GlossaryTerm]
) -> Iterator[Diagnostic]:
    """Yield the terms of the glossary that translations do not use (W549)."""
    for path, text in texts if glossary else ():
        source = text.words(main)
        for term in glossary if source else ():
            if not term.is_in(source or ""):
                continue
            for language, word in term.translations.items():
                words = text.by_language.get(language)
                if words and not term.is_used_in(words, language):
                    message = f"the glossary has `{word}` for `{term.term}`, which is not used here"
                    hint = f"use `{word}`, or correct line {term.line} of data/glossary.csv"
                    yield Diagnostic("W549", message, (*path, language), hint)


@rule("W704")
def language_never_served(plan: Plan) -> Iterator[Diagnostic]:
    """No webinar has a title in one of the languages of the series.

    Documents in that language would show the titles in another one. A title that is a plain string is
    read as the first language of the series.

    Wrong:
      languages: [en, fr] # <- W704
      webinars:
        - Payment solutions …
    Right:
      languages: [en, fr]
      webinars:
        - {en: Payment solutions, fr: Solutions de paiement} …
    """
    titles = (webinar.title for webinar in plan.series.webinars)
    served = {language or plan.main for title in titles for language in title.by_language}
    for index, language in enumerate(plan.series.languages if served else ()):
        if not served.intersection(kin(language)):
            message = f"no webinar has a title in `{language}`"
            hint = (
                f"write the titles as `{{{plan.main}: …, {language}: …}}`, or delete the language"
            )
            yield problem(message, ("languages", index), hint)


@rule("E790")
def audience_language_unknown(plan: Plan) -> Iterator[Diagnostic]:
    """An audience, or the key `documents`, has a language that the series does not have.

    E-mails to people of the audience are written in it if they have not named their own. Documents are
    written in the languages of `documents` if a command names none.

    Wrong:
      languages: [en, fr]
      audiences:
        - {id: ministries, name: Ministries, language: es} # <- E790
      webinars:
        - {id: a, number: 1, title: {en: A, fr: À}, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    Instead:
        - {id: ministries, name: Ministries, language: fr}
    """
    languages = plan.series.languages
    named: list[tuple[str, Path]] = [
        (audience.language, ("audiences", index, "language"))
        for index, audience in enumerate(plan.series.audiences)
        if audience.language
    ]
    wanted = plan.series.documents.languages
    named += [
        (code, ("documents", "languages", index))
        for index, codes in enumerate(wanted if wanted != ("all",) else ())
        for code in codes.split("+")
    ]
    for code, path in named:
        if code not in languages:
            message = f"`{code}` is not a language of the series"
            yield problem(message, path, did_you_mean(code, languages))
