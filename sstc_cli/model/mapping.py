"""A user's decisions about the exports of a form, kept for later exports of it."""

import re
from collections.abc import Mapping

from sstc_cli.model.base import Model, field
from sstc_cli.model.values import Flag, Id, Name, Zone
from sstc_cli.model.wording import Wordings, fold

# answers about consent, in the languages of documents and in German
YES = (
    "yes", "y", "agree", "agreed", "accept", "accepted", "consent", "i agree", "i accept",
    "i consent", "yes, i agree", "yes, i accept", "yes, i consent", "yes i agree", "是", "是的",
    "同意", "我同意", "接受", "我接受", "oui", "j'accepte", "je consens", "d'accord",
    "je suis d'accord", "sí", "si", "acepto", "sí, acepto", "de acuerdo", "estoy de acuerdo",
    "sim", "aceito", "concordo", "да", "согласен", "согласна", "я согласен", "я согласна",
    "نعم", "أوافق", "موافق", "موافقة", "ja", "einverstanden", "ich stimme zu", "ich willige ein",
)  # fmt: skip
NO = (
    "no", "n", "disagree", "decline", "declined", "i disagree", "i do not agree", "i don't agree",
    "i do not accept", "i do not consent", "no, i do not agree", "否", "不同意", "我不同意",
    "不接受", "non", "je refuse", "je n'accepte pas", "no acepto", "não", "não aceito",
    "não concordo", "нет", "не согласен", "не согласна", "لا", "لا أوافق",
    "nein", "nicht einverstanden", "ich stimme nicht zu", "ich willige nicht ein",
    "no thanks", "no thank you", "not agreed", "i refuse", "refused", "i decline",
    "i don't consent", "i don't accept", "nein danke", "non merci", "pas d'accord",
    "no gracias", "não obrigado", "não obrigada", "нет спасибо",
    "لا شكرا", "拒绝", "不用了", "不可以", "不行",
)  # fmt: skip
TICKED = frozenset({"1", "true", "x", "on", "checked", "✓", "✔", "√", "☑", "✅", "选中", "已选"})
_PLAIN = Wordings([*((word, "yes") for word in YES), *((word, "no") for word in NO)])
# patterns, which `re` compiles for the first text
_CLAUSE = r"[,.;:!?|()，。；：！？、]"
_AGREES = (
    r"\b(?:yes|yep|yeah|ok|okay|sure|(?:agree|accept|consent|allow|permit)(?:s|ed)?"
    r"|opt(?:ed)?[- ]in|ticked|oui|accepte|consens|d'accord|autorise|sí|acepto|consiento|de acuerdo"
    r"|autorizo|sim|aceito|concordo|consinto|да|соглас(?:ен|на|ие)|принимаю|разрешаю"
    r"|ja|stimme\b.*\bzu|zugestimmt|zustimmung|einverstanden|willige\b.*\bein|akzeptier(?:e|t)"
    r"|نعم|أوافق|اوافق|موافقة?|أقبل|أسمح)\b|^si\b|是|同意|接受|可以|允许|授权|愿意"
)
# the words of a question that offers a yes and a no deny nothing
_EITHER = (
    r"\b(?:yes|y|oui|s[ií]|sim|да|ja|نعم)\b ?(?:/|\||,|or|ou|o|oder|или|أو)? ?"
    r"\b(?:no|n|non|não|нет|nein|لا)\b"
    r"|是[/|、或]?否|同意[/|、或]不同意|(.)不\1"
)
_DENIES = (
    r"n't\b|\bn'|\b(?:not?|non|nope|nah|never|none|nothing|neither|nor|cannot|without|dis(?:agree|allow)\w*"
    r"|opt\w*[- ]?out|object(?:s|ed|ing|ions?)?|with(?:dr[ae]w|held|hold)\w*|refus\w*|declin\w*"
    r"|reject\w*|revo[kcq]\w*|deny|denie[ds]|uns\w+|unch\w+|undecided"
    r"|ne|pas|sans|aucune?|jamais|désaccord|oppos\w*|retir\w*"
    r"|nunca|jamás|sin|rechaz\w*|niego|opon\w*|desacuerdo"
    r"|não|nao|sem|recus\w*|rejeit\w*|discord\w*|revog\w*"
    r"|не|нет|без|никогда|отказ\w*|против|возраж\w*|отозв\w*|отзываю|несоглас\w*"
    r"|nicht|nein|nie|niemals|kein\w*|ohne|ablehn\w*|abgelehnt|lehne|verweiger\w*|wider\w+"
    r"|لا|لم|لن|ليس|غير|أرفض|رفض|أعترض|سحب)\b|不|未|否|拒|无|没|反对|撤|退出"
)


def plain_answer(text: str) -> str | None:
    """Return `yes` or `no` if a text is one, at least up to its first punctuation, or None."""
    return _PLAIN.find(text) or _PLAIN.find(re.split(_CLAUSE, text, maxsplit=1)[0].strip())


def denies(text: str) -> bool:
    """Return whether a text has a word that turns its sense around, in any of our languages."""
    return re.search(_DENIES, re.sub(_EITHER, "", fold(text))) is not None


def agrees(text: str) -> bool:
    """Return whether a text is certainly a yes: a tick, or a word of consent without a no."""
    folded = fold(text)
    positive = folded in TICKED or plain_answer(text) == "yes" or re.search(_AGREES, folded)
    return bool(positive) and re.search(_DENIES, folded) is None


class MappedColumn(Model):
    """One decision: a column, and the question whose answers it has."""

    header: str = field("the column's header in the export")
    question: Name | None = field(
        "the id of its question; leave it out if the column has none", default=None
    )
    option: Name | None = field(
        "the code of the option that the column stands for, if each option has a column of its own",
        default=None,
    )


class MappedAnswer(Model):
    """One decision: an answer as written, and the option, rating or country that it means."""

    question: Name = field("the id of the question")
    text: str = field("the answer in the export")
    code: str | None = field(
        "the code of an option or country, or a rating; leave it out if the answer "
        "means none of them",
        default=None,
    )


class FormMapping(Model):
    """The decisions about one form: a file `data/surveys/mappings/*.yaml`."""

    platform: Name = field("the survey tool, for example `microsoft_forms`")
    survey: Id = field("the id of the survey that has the questions")
    timezone: Zone | None = field(
        "IANA time zone of times that have none, for example that of the form's owner "
        "[default: that of the series]",
        default=None,
    )
    consent_elsewhere: Flag = field(
        "`true` if no column asks for consent because people agreed elsewhere, for "
        "example when they registered",
        default=False,
    )
    columns: tuple[MappedColumn, ...] = field("the decisions about columns", default=())
    answers: tuple[MappedAnswer, ...] = field("the decisions about answers", default=())

    @property
    def form(self) -> str:
        """The key of the mapping, and the name of its file."""
        return f"{self.platform}-{self.survey}"

    def codes(self, question: str) -> Mapping[str, str | None]:
        """Return the codes of the answers to a question by their texts, or None for no code."""
        return {answer.text: answer.code for answer in self.answers if answer.question == question}
