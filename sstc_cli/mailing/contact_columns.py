"""The columns of a sheet of contacts by their headers in seven languages, and what cells mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.countries import NAMED_IN, country_code, letters
from sstc_cli.model.languages import language_name
from sstc_cli.model.series import language_of
from sstc_cli.model.text import kin
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.model.zones import zone_named
from sstc_cli.survey.notes import short


class ContactUse(Enum):
    """What the cells of a column are."""

    ADDRESS = auto()
    NAME = auto()
    GIVEN = auto()
    FAMILY = auto()
    HONORIFIC = auto()
    LANGUAGE = auto()
    ZONE = auto()
    COUNTRY = auto()
    ORGANISATION = auto()
    AUDIENCE = auto()


# English, Chinese, French, Spanish, Russian, Arabic, Portuguese
_HEADERS: Mapping[ContactUse, str] = {
    ContactUse.ADDRESS: "e-mail|email|mail|e-mail address|email address|mail address|your e-mail|"
    "your email|电子邮箱|电子邮件|邮箱|邮箱地址|邮件地址|电邮|courriel|adresse e-mail|"
    "adresse électronique|adresse mail|adresse courriel|correo|correo electrónico|"
    "dirección de correo|dirección de correo electrónico|эл. почта|электронная почта|почта|"
    "адрес электронной почты|البريد الإلكتروني|البريد الالكتروني|عنوان البريد الإلكتروني|إيميل|"
    "correio eletrônico|correio eletrónico|endereço de e-mail|endereço eletrônico",
    ContactUse.NAME: "name|full name|your name|contact name|姓名|名称|全名|您的姓名|nom complet|"
    "nom et prénom|nombre completo|nombre y apellidos|nombre y apellido|фио|имя и фамилия|"
    "полное имя|الاسم|الاسم الكامل|nome|nome completo",
    ContactUse.GIVEN: "first name|given name|given names|forename|firstname|名|名字|prénom|prénoms|"
    "nombre|"
    "nombres|имя|الاسم الأول|primeiro nome|nome próprio",
    ContactUse.FAMILY: "last name|family name|surname|lastname|姓|姓氏|nom|nom de famille|apellido|"
    "apellidos|фамилия|اسم العائلة|اللقب|sobrenome|apelido|último nome",
    ContactUse.HONORIFIC: "salutation|honorific|form of address|courtesy title|称呼|称谓|敬称|"
    "civilité|"
    "formule de politesse|tratamiento|обращение|مخاطبة|لقب التشريف|tratamento|"
    "pronome de tratamento",
    ContactUse.LANGUAGE: "language|preferred language|mail language|语言|首选语言|语种|langue|"
    "langue préférée|idioma|idioma preferido|lengua|язык|предпочитаемый язык|اللغة|"
    "اللغة المفضلة|língua|idioma preferencial",
    ContactUse.ZONE: "time zone|timezone|zone|iana zone|时区|fuseau horaire|zona horaria|"
    "huso horario|"
    "часовой пояс|المنطقة الزمنية|fuso horário",
    ContactUse.COUNTRY: "country|country or territory|country of work|nation|国家|国别|所在国家|"
    "国家或地区|pays|país|страна|البلد|الدولة",
    ContactUse.ORGANISATION: "organisation|organization|institution|company|employer|office|agency|"
    "单位|"
    "单位名称|机构|机构名称|公司|工作单位|organisme|société|entreprise|organización|institución|"
    "empresa|организация|учреждение|компания|المؤسسة|المنظمة|الجهة|organização|instituição",
    ContactUse.AUDIENCE: "audience|target group|group|stakeholder group|受众|参会群体|群体|类别|"
    "public|"
    "public cible|groupe cible|grupo|público|público objetivo|grupo destinatario|аудитория|"
    "целевая группа|группа|الجمهور|الفئة|الفئة المستهدفة|público-alvo|grupo-alvo",
}
_PARTS = re.compile(r"[/|\n()（）]")
_USES = Wordings(
    (letters(header), use) for use, headers in _HEADERS.items() for header in headers.split("|")
)


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """The index of the column for each use, and the headers of the first row of a table."""

    by_use: Mapping[ContactUse, int]
    headers: Sequence[str] = ()

    @property
    def address(self) -> int:
        return self.by_use[ContactUse.ADDRESS]


def use_of(header: str) -> ContactUse | None:
    """Return the use of a column by its header, which may be in several languages."""
    if use := _USES.find(letters(header)):
        return use
    uses = {_USES.find(letters(part)) for part in _PARTS.split(header) if part.strip()}
    return uses.pop() if len(uses) == 1 else None


def columns_of(headers: Sequence[str], named: str | None, file: str) -> ContactColumns | None:
    """Return the columns by their headers, or None if none has addresses.

    A column that is `named`, by its header or its letter, has the addresses. Without a name, two
    such columns are refused.
    """
    uses = [use_of(header) if header else None for header in headers]
    found: dict[ContactUse, int] = {use: at for at, use in reversed([*enumerate(uses)]) if use}
    found.pop(ContactUse.ADDRESS, None)
    addresses = [index for index, use in enumerate(uses) if use is ContactUse.ADDRESS]
    if named is not None:
        addresses = [
            index for index, header in enumerate(headers) if is_named(index, header, named)
        ]
        found = {use: index for use, index in found.items() if index not in addresses}
    if not addresses:
        return None
    if len(addresses) > 1:
        raise two_columns(file, [short(headers[index]) for index in addresses], addresses)
    return ContactColumns({ContactUse.ADDRESS: addresses[0], **found}, headers)


def is_named(index: int, header: str, named: str) -> bool:
    """Return whether a person names a column: by its header, or by its letter."""
    return fold(header) == fold(named) or column_letters(index + 1) == named.strip().upper()


def two_columns(file: str, headers: Sequence[str], indexes: Sequence[int]) -> SstcError:
    letters_ = [column_letters(index + 1) for index in indexes]
    names = " and ".join(
        f"`{header}` ({letter})" if header else letter
        for header, letter in zip(headers, letters_, strict=True)
    )
    message = f"{file} has several columns with addresses: {names}"
    return SstcError(message, f"name one of them: `--column {letters_[0]}`", ExitCode.USAGE)


Meaning = Callable[[str], str | None]

_ALSO = {"zh": ("中文（简体）", "简体中文", "汉语", "华语", "Simplified Chinese", "Mandarin")}


def meanings(series: Series) -> Mapping[ContactUse, Meaning]:
    """Return what turns a cell into a value of the series, or into None if it has no meaning."""
    return {
        ContactUse.LANGUAGE: cache(_language_finder(series)),
        ContactUse.ZONE: cache(zone_named),
        ContactUse.COUNTRY: cache(country_code),
        ContactUse.AUDIENCE: cache(_audiences(series).find),
    }


def _language_finder(series: Series) -> Meaning:
    """Return what finds the languages of a series by their codes and names."""
    names = [
        (language_name(code, other), code)
        for code in series.languages
        for other in (*NAMED_IN, code)
    ]
    also = [(name, code) for code in series.languages for name in _ALSO.get(kin(code)[-1], ())]
    known = Wordings((letters(name), code) for name, code in (*names, *also))
    return lambda text: known.find(letters(text)) or language_of(text.strip(), series)


def _audiences(series: Series) -> Wordings[str]:
    ids = [(audience.id, audience.id) for audience in series.audiences]
    codes = [(audience.id.replace("-", "_"), audience.id) for audience in series.audiences]
    names = [
        (name, audience.id)
        for audience in series.audiences
        for name in audience.name.by_language.values()
    ]
    return Wordings((*ids, *codes, *names))
