"""Match the columns of a table with the questions of a survey.

What survey tools record automatically is dropped. What people write about themselves is kept apart,
with the identities.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches

from sstc_cli.model import FormMapping, MappedColumn, Question, QuestionType, Survey
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.survey.column import (
    AskedColumn,
    Column,
    MatchedBy,
    OtherColumn,
    OwnColumn,
    question_of,
)
from sstc_cli.survey_tools.platform import Platform, Use, Wording, short_codes

# fmt: off
TECHNICAL = frozenset(
    {
        "ip", "ip address", "ipaddress", "来自ip", "ip地址", "user agent", "useragent",
        "browser", "浏览器", "device", "device id", "deviceid", "设备", "设备类型", "location",
        "location latitude", "location longitude", "locationlatitude", "locationlongitude",
        "latitude", "longitude", "gps", "geolocation", "地理位置", "位置", "network id",
        "mac address", "phone id", "phonenumber", "simserial", "subscriberid", "_geolocation",
        "country/region name", "nombre de país/región",
        "地理位置国家和地区", "地理位置省", "地理位置市", "微信openid", "openid", "操作系统",
    }
)
CONTACT = frozenset(
    {
        "first name", "last name", "surname", "family name", "given name", "name", "full name",
        "nickname", "user name", "phone", "phone number", "telephone", "mobile", "mobile phone",
        "mobile number", "whatsapp", "wechat", "wechat id", "email", "e-mail", "email address",
        "institution", "company", "employer", "job title",
        "position", "单位", "单位名称", "工作单位", "所在单位", "机构名称", "公司", "职务", "职位",
        "职称",
        "address", "passport", "passport number", "date of birth", "birthday", "姓名", "名字",
        "姓", "昵称", "微信昵称", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话",
        "联系方式", "微信", "微信号", "邮箱", "电子邮箱", "电子邮件", "地址", "身份证",
        "身份证号", "护照号", "出生日期", "nom", "prénom", "téléphone", "nombre", "apellido",
        "apellidos", "teléfono", "имя", "фамилия", "телефон",
    }
)


_NEAR, _APART = 0.6, 0.1  # how similar a suggestion is, and how much less the next question
_SHARED = 0.5  # of the pairs of signs, where few signs make a header
_SIGNS = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_MOST_COMPARED = 200  # characters that are compared


def nearest(folded: str, known: Mapping[str, str]) -> str | None:
    """Return the question whose wording is nearest to a header, if no other is nearly as near."""
    header = folded[:_MOST_COMPARED]
    shares = _by_pairs(header, known) if not header.isascii() and re.search(_SIGNS, header) else {}
    for wording, share in _by_letters(header, known).items():
        shares[wording] = max(share, shares.get(wording, 0))
    best: dict[str, float] = {}
    for wording, share in shares.items():
        best[known[wording]] = max(share, best.get(known[wording], 0))
    ranked = sorted(best, key=lambda id_: (-best[id_], id_))
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _APART:
        return None
    return ranked[0] if ranked else None


def _by_letters(header: str, known: Mapping[str, str]) -> dict[str, float]:
    """Return the wordings with most of a header's letters in the same order, and how near."""
    if len(header) <= 3:
        return {}
    near = get_close_matches(header, known, n=4, cutoff=_NEAR)
    return {wording: SequenceMatcher(None, wording, header).ratio() for wording in near}


def _by_pairs(header: str, known: Mapping[str, str]) -> dict[str, float]:
    """Return the wordings that share pairs of signs with a header, and how many of them."""
    pairs = _pairs_of_signs(header)
    shares = {
        wording: 2 * len(pairs & theirs) / (len(pairs) + len(theirs))
        for wording in known
        if (theirs := _pairs_of_signs(wording)) & pairs
    }
    return {wording: share for wording, share in shares.items() if share >= _SHARED}


def _pairs_of_signs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


OURS = "sstc: "

_PERSONAL = Wordings(
    [(header, False) for header in sorted(CONTACT)]
    + [(header, True) for header in sorted(TECHNICAL)]
)
_NUMBER_ONLY = re.compile(r"(第? ?\d{1,3} ?题?) ?[(（]")
_LONGEST = 2_000  # characters; no question is longer
_CERTAINTY = [*MatchedBy]  # the most certain way first


class Matcher:
    """Finds the questions of one survey by the headers in the exports of one tool."""

    def __init__(self, platform: Platform, survey: Survey, mapping: FormMapping) -> None:
        self.platform, self.survey, self.mapping = platform, survey, mapping
        self.decided = {fold(column.header): column for column in mapping.columns}
        self.questions = {question.id: question for question in survey.questions}
        self.by_header: dict[str, Column] = {}
        form = platform.our_form
        codes = short_codes(self.questions, form.question_code) if form else {}
        by_code = ((code, id_) for id_, code in codes.items())  # as the tool's form has ids
        self.ways = (
            (MatchedBy.ID, Wordings(((id_, id_) for id_ in self.questions), by_code)),
            (MatchedBy.EXACT, Wordings(_pairs(survey, aliases=False))),
            (MatchedBy.ALIAS, Wordings(_pairs(survey, aliases=True))),
        )
        self.any_wording = Wordings(  # a quick test, because most cells have no wording
            (wording, True) for _, wordings in self.ways for wording in wordings.meanings
        )

        self.folded = {  # the ids of questions by their folded wordings
            wording: id_
            for _, wordings in self.ways
            for wording, id_ in wordings.meanings.items()
            if id_
        }

    def may_ask(self, header: Sequence[str]) -> bool:
        """Return whether a row may be a header: most rows of a sheet have no question."""
        return any(
            not isinstance(self._known(text), OtherColumn) or _NUMBER_ONLY.match(text)
            for text in header
            if text
        )

    def columns(self, header: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns of a header row; an empty header is not a column."""
        columns = [
            replace(self._known(text), index=index) for index, text in enumerate(header) if text
        ]
        columns = [*self._by_options(columns)]
        whole = _whole_columns(columns)
        columns = [_unless_repeated(column, whole) for column in columns]
        matched = {question.id for column in columns if (question := question_of(column))}
        return tuple(self._with_question(column, matched) for column in columns)

    def asks(self, text: str) -> bool:
        return self.any_wording.find(text) is not None

    def suggested(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return the columns; each question is suggested once, for one that may answer it."""
        matched = {question.id for column in columns if (question := question_of(column))}
        others = (column for column in columns if isinstance(column, OtherColumn))
        matched |= {column.suggestion for column in others if column.suggestion}
        marked: list[Column] = []
        for column in columns:
            id_ = self._missing_near(column, matched) if self.is_open(column) else None
            if id_ is None:
                marked.append(column)
                continue
            matched.add(id_)
            marked.append(OtherColumn(column.index, column.header, MatchedBy.SUGGESTED, id_))
        return tuple(marked)

    def _missing_near(self, column: Column, matched: Collection[str]) -> str | None:
        """Return the id of the question to which a column is near, if it has no column yet.

        Comparing takes long: the questions that have one only matter if another one is near.
        """
        missing = {wording: id_ for wording, id_ in self.folded.items() if id_ not in matched}
        if nearest(fold(column.header), missing) is None:
            return None
        id_ = self.near(column)
        return None if id_ in matched else id_

    def near(self, column: Column) -> str | None:
        """Return the id of the question to which the header of a column is near, if to only one."""
        return nearest(fold(column.header), self.folded)

    def is_open(self, column: Column) -> bool:
        if not isinstance(column, OtherColumn) or column.contact:
            return False
        return column.how is MatchedBy.UNKNOWN

    def _known(self, text: str) -> Column:
        """Return the column of a header, with index 0, cached because headers repeat."""
        if text not in self.by_header:
            self.by_header[text] = self._column_of(text)
        return self.by_header[text]

    def _column_of(self, text: str) -> Column:
        folded = fold(text)
        if folded.startswith(OURS):
            return OtherColumn(0, text, MatchedBy.OURS)
        if folded in self.decided:
            return self._decided(text, self.decided[folded])
        if use := self.platform.headers.use_of(folded):
            return OwnColumn(0, text, use)
        technical = _PERSONAL.find(text)
        if technical:
            return OtherColumn(0, text, MatchedBy.TECHNICAL)
        for wording in self.platform.headers.wordings(text[:_LONGEST]):
            if match := self._asked(wording):
                return AskedColumn(0, text, *match, option=wording.option)
        return OtherColumn(0, text, MatchedBy.UNKNOWN, contact=technical is False)

    def _decided(self, text: str, decided: MappedColumn) -> Column:
        if question := self.questions.get(decided.question or ""):
            return AskedColumn(0, text, MatchedBy.MAPPED, question, decided.option)
        personal = _PERSONAL.find(text)
        how = MatchedBy.TECHNICAL if personal else MatchedBy.MAPPED
        return OtherColumn(0, text, how, contact=personal is False)

    def _by_options(self, columns: Sequence[Column]) -> Iterator[Column]:
        """Yield the columns; find by its options a question with only a number: `第6题(…)`."""
        groups: dict[str, dict[int, str]] = {}
        for column in columns:
            if column.how is MatchedBy.UNKNOWN and (number := _NUMBER_ONLY.match(column.header)):
                for text, option in self.platform.headers.wordings(column.header[:_LONGEST]):
                    if option and text == number[1]:
                        groups.setdefault(text, {})[column.index] = option
        offering = {number: self._offering(options.values()) for number, options in groups.items()}
        asked = {
            index: (self._question_at(number, offering), option)
            for number, options in groups.items()
            for index, option in options.items()
        }
        for column in columns:
            question, option = asked.get(column.index, (None, None))
            if question is None:
                yield column
            else:
                yield AskedColumn(column.index, column.header, MatchedBy.EXACT, question, option)

    def _offering(self, options: Iterable[str]) -> list[Question]:
        texts = {fold(option) for option in options}
        return [
            question
            for question in self.survey.questions
            if question.type is QuestionType.CHOICES
            and texts <= {fold(text) for option in question.options for text in option.wordings}
        ]

    def _question_at(self, number: str, offering: Mapping[str, list[Question]]) -> Question | None:
        """Return the question with a number: the only one with its options, or that of our form.

        The form has questions with the same options in their order, at their places.
        """
        found = offering[number]
        same = [other for other in offering if offering[other] == found]
        if len(found) > 1 and len(found) == len(same):
            found = [found[same.index(number)]]
            place = int(re.sub(r"\D", "", number))  # 6 in `第6题`
            return found[0] if place in self._places(found[0]) else None
        return found[0] if len(found) == 1 else None

    def _places(self, question: Question) -> range:
        """Return the possible places of a question in a form; some webinars have fewer."""
        before = self.survey.questions[: self.survey.questions.index(question)]
        fewest = sum(not other.webinars for other in before)
        return range(fewest + 1, len(before) + 2)

    def _asked(self, wording: Wording) -> tuple[MatchedBy, Question] | None:
        """Return the question of a wording; only choices have a column for each option."""
        for how, wordings in self.ways if self.any_wording.find(wording.text) else ():
            question = self.questions.get(wordings.find(wording.text) or "")
            if question and (wording.option is None or question.type is QuestionType.CHOICES):
                return how, question
        return None

    def _with_question(self, column: Column, matched: set[str]) -> Column:
        """Let a tool's own e-mail or name column answer our question, if no other one does."""
        role = column.role if isinstance(column, OwnColumn) else None
        question = self.survey.question(role) if role else None
        if not isinstance(column, OwnColumn) or question is None or question.id in matched:
            return column
        if column.use is not Use.SURNAME:
            matched.add(question.id)
        return replace(column, question=question)


def _whole_columns(columns: Iterable[Column]) -> dict[str, int]:
    """Return the index of the column that answers each question: the most certain, or the first."""
    best: dict[str, AskedColumn] = {}
    for column in columns:
        if isinstance(column, AskedColumn) and column.option is None:
            other = best.setdefault(column.question.id, column)
            if _CERTAINTY.index(column.how) < _CERTAINTY.index(other.how):
                best[column.question.id] = column
    return {id_: column.index for id_, column in best.items()}


def _unless_repeated(column: Column, whole: Mapping[str, int]) -> Column:
    """Return a column, or why it does not count: a whole column answers its question."""
    if not isinstance(column, AskedColumn) or column.question.id not in whole:
        return column
    if column.option is not None:
        return OtherColumn(column.index, column.header, MatchedBy.PART, option=column.option)
    if column.index != whole[column.question.id]:
        return OtherColumn(column.index, column.header, MatchedBy.REPEATED)
    return column


def _pairs(survey: Survey, *, aliases: bool) -> Iterator[tuple[str, str]]:
    for question in survey.questions:
        wordings = question.aliases if aliases else tuple(question.text.by_language.values())
        yield from ((wording, question.id) for wording in wordings)
