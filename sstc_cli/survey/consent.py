"""Whether people agreed that their answers are kept: by a column, or elsewhere.

Besides the survey's own options, an answer may be a yes in another language, or a ticked box. A
tick is a yes only if a column has nothing but ticked and empty boxes: `1` beside `2` may be the
number of an option. A single text in a whole column is a yes if it begins like one, because a lone
check box repeats its label.

A header that names consent or the protection of data may be the question in other words. One that
only says *agree* may as well ask for an opinion: then the answers show which it is. A header with a
*not* in it is never accepted by suggestion, because its yes may be a refusal. Nor is one that asks
whether people may be quoted or introduced: that is another consent.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import FormMapping, Question, Role
from sstc_cli.model.mapping import NO, TICKED, YES, agrees, denies, plain_answer
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey.column import AskedColumn, Column, MatchedBy, OtherColumn
from sstc_cli.survey.match import Matcher
from sstc_cli.survey.notes import short
from sstc_cli.survey.table import Table

_EMPTY_BOX = frozenset({"0", "false", "off", "unchecked", "☐", "✗", "✘", "❌", "未选中", "未选"})
_BEGINS = (
    r"(?:yes|i(?: hereby)?(?: agree| accept| consent)|agree|是|我?(?:已阅读并)?(?:同意|接受)"
    r"|oui|j'accepte|je consens|sí|acepto|estoy de acuerdo|sim|aceito|concordo"
    r"|да|(?:я )?соглас(?:ен|на)"
    r"|نعم|أوافق)(?!\w*[a-zа-я])"
)
_AROUND = " .!,;。！，；…"
_LIMITS = r"\b(?:unless|except|but|only)\b"
_NAMES = (
    r"\bconsent|\bprivacy\b|\bdata (?:protection|processing)\b|\bpersonal data\b|\bgdpr\b"
    r"|einwillig|einverstand|datenschutz|personenbezogen"
    r"|\bdonnées personnelles\b|\b(?:protection|traitement) d\w+ données\b|\brgpd\b"
    r"|consentimiento|\bprivacidad|\bdatos personales|\b(?:protección|tratamiento) de datos\b"
    r"|consentimento|\bprivacidade|\bdados pessoais|\b(?:proteção|tratamento) de dados\b|\blgpd\b"
    r"|персональн\w+ данн|конфиденциальн|обработк\w+ данн"
    r"|الخصوصية|البيانات الشخصية|حماية البيانات|بياناتي"
    r"|\bopt(?:ing|ed)?[- ]?out\b|知情|隐私|授权|个人(?:信息|资料|数据)|(?:数据|信息)(?:保护|处理)"
)
_AGREES = (
    r"\bagree|\baccept|\bpermission\b|\bpermit\b|\bmay we\b|\bopt.?in\b|zustimm|\bstimmen? .*\bzu\b"
    r"|\baccord\b|\baccepte|\bautoris|\bacept|\bacuerdo\b|\bautoriz|\baceit|\bconcord"
    r"|соглас|разреша|وافق|تقبل|أقبل|同意|允许|许可"
    r"|\bterms\b|\bdeclar|\bauthori[sz]|\bobject(?:s|ions?)?\b|\bwithdraw|\brefus|\bdecline"
    r"|\bconditions\b|\bdéclar|\bs'oppose|\bopposez|\bcondiciones\b|\bopone\b|\bcondições\b"
    r"|\boponho\b|\bopõe\b|bedingungen\b|erklärung\b|widersp|услови|возража|الشروط|تعترض|条款|声明|反对"
)
_ELSE = (
    r"\bquot(?:e|ed|ing)\b|\bintroduce (?:you|me)\b|\bzitier|\bciter\b|\bcitar\b|процитир|цитирова"
    r"|познакомить вас|اقتباس|引用|引荐"
)


def with_suggested_consent(columns: Sequence[Column], rows: Rows, matcher: Matcher) -> list[Column]:
    """Return the columns, the first that may ask for consent as a suggestion, if none asks for it.

    Nothing is imported while consent is only suggested.
    """
    question = matcher.survey.question(Role.CONSENT)
    if question is None or any(column.role is Role.CONSENT for column in columns):
        return [*columns]
    columns = [
        OtherColumn(column.index, column.header, MatchedBy.NEGATIVE, question.id)
        if _is_negative(column, question, rows, matcher)
        else column
        for column in columns
    ]
    open_columns = (column for column in columns if matcher.is_open(column))
    asking = next((column for column in open_columns if _may_ask(column, rows)), None)
    if asking is None or any(column.how is MatchedBy.NEGATIVE for column in columns):
        return columns
    suggested = OtherColumn(asking.index, asking.header, MatchedBy.SUGGESTED, question.id)
    return [suggested if column is asking else column for column in columns]


def _is_negative(column: Column, question: Question, rows: Rows, matcher: Matcher) -> bool:
    """Return whether a column may ask for consent in words that turn its yes around."""
    if not matcher.is_open(column) or not denies(column.header):
        return False
    return _may_ask(column, rows) or matcher.near(column) == question.id


def _may_ask(column: Column, rows: Rows) -> bool:
    header = fold(column.header)
    if re.search(_ELSE, header):
        return False
    if re.search(_NAMES, header):
        return True
    if not re.search(_AGREES, header):
        return False
    texts = {text_of(row[column.index]) for row in rows if column.index < len(row)} - {""}
    if any(map(plain_answer, texts)):
        return True
    return {*map(fold, texts)} <= TICKED | _EMPTY_BOX


def near_consent(table: Table) -> tuple[OtherColumn, ...]:
    """Return the columns that are only near to the question about consent."""
    question = table.survey.question(Role.CONSENT)
    id_ = question.id if question else None
    return tuple(column for column in table.unknown if id_ and column.suggestion == id_)


def unknown_consent(table: Table, file: str) -> SstcError | None:
    """Return the error for a table that does not ask for consent, unless people agreed elsewhere.

    A column that may be the one has to be decided first, whatever people agreed to elsewhere.
    """
    question, mapping = table.survey.question(Role.CONSENT), table.mapping_file
    near = near_consent(table)
    if near and near[0].how is MatchedBy.NEGATIVE:
        message = f"a yes to `{short(near[0].header)}` in {file} may refuse consent"
        hint = "delete the rows of people who refused, then add its header without a question to "
        hint += f"`columns` in {mapping}; if a yes agrees, add it with `{near[0].suggestion}`"
    elif near:
        message = f"`{short(near[0].header)}` in {file} may be the question about consent"
        hint = f"if it is, add its header to `columns` in {mapping}, or `--accept-suggestions`; "
        hint += "if it is not, add its header there without a question"
    elif question and question.required and not table.mapping.consent_elsewhere:
        message = f"no column of {file} asks for consent"
        hint = "if people agreed elsewhere, add `--consent-elsewhere`; if a column asks them, add "
        hint += f"its header to `columns` in {mapping}"
    else:
        return None
    return SstcError(message, hint, ExitCode.USAGE)


class Refusals:
    """The survey's own no, and the columns that do not count but may have it.

    If a column asks for consent, only columns that ask a question again may contradict it.
    """

    def __init__(self, table: Table) -> None:
        question, asked = table.survey.question(Role.CONSENT), table.asks_consent
        options = question.options if question else ()
        refusing = (option for option in options if option.code != "yes")
        self.texts = {
            fold(text) for option in refusing for text in option.text.by_language.values()
        }
        others = (column for column in table.columns if isinstance(column, OtherColumn))
        self.columns = [
            column for column in others if column.how is MatchedBy.REPEATED or not asked
        ]

    def include(self, cells: Sequence[Value]) -> bool:
        return any(fold(text_of(cells[column.index])) in self.texts for column in self.columns)


def consent_codes(columns: Iterable[Column], rows: Rows, mapping: FormMapping) -> Mapping[str, str]:
    """Return the texts that mean yes or no in the column that asks for consent, if there is one."""
    asked = (column for column in columns if isinstance(column, AskedColumn))
    consent = next((column for column in asked if column.role is Role.CONSENT), None)
    if consent is None:
        return {}
    texts = {text_of(row[consent.index]) for row in rows if consent.index < len(row)}
    return _codes(consent.question, mapping.codes(consent.question.id), texts)


def _codes(question: Question, decided: Iterable[str], texts: Collection[str]) -> Mapping[str, str]:
    words = {fold(word): code for code, words in (("yes", YES), ("no", NO)) for word in words}
    options = question.options
    own = Wordings((word, option.code) for option in options for word in sorted(option.wordings))
    known = Wordings((word, True) for word in (*own.meanings, *decided))
    unknown = {text for text in texts if text and not known.find(text)}
    for text in unknown:
        bare = text.strip(_AROUND)
        if code := own.find(bare) or words.get(fold(bare)):
            words[fold(text)] = code
    others = {*map(fold, unknown)} - words.keys()
    if others <= TICKED | _EMPTY_BOX:
        words |= dict.fromkeys(others & TICKED, "yes") | dict.fromkeys(others & _EMPTY_BOX, "no")
    elif len(others) == 1:  # the only text of a whole column
        (text,) = others
        alone = all(fold(other) == text for other in texts if other)
        plain = agrees(text) and re.search(_LIMITS, text) is None
        if alone and plain and re.match(_BEGINS, text):
            words[text] = "yes"
    return words
