"""The few words that calendar entries add to the data, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Patterns for `str.format`, and headings."""

    webinar: str
    cancelled: str
    is_cancelled: str
    with_reason: str
    join: str
    passcode: str
    register: str
    talks: str
    organisers: str
    talk: str
    unknown: str
    withdrawn: str
    checklist: str


_ENGLISH = Labels(
    webinar="Webinar {number}: {title}",
    cancelled="Cancelled: {summary}",
    is_cancelled="This webinar is cancelled.",
    with_reason="{is_cancelled} Why: {reason}",
    join="Join: {url}",
    passcode="Passcode: {passcode}",
    register="Register: {url}",
    talks="Talks",
    organisers="Organised by",
    talk="Talk {number}: {title}",
    unknown="to be confirmed",
    withdrawn="This invitation is withdrawn.",
    checklist="Checklist: {title}",
)
_CHINESE = Labels(
    webinar="第{number}场网络研讨会：{title}",
    cancelled="【已取消】{summary}",
    is_cancelled="本场研讨会已取消。",
    with_reason="{is_cancelled}原因：{reason}",
    join="参会链接： {url}",
    passcode="会议密码： {passcode}",
    register="报名链接： {url}",
    talks="演讲",
    organisers="主办方",
    talk="分议题{number}：{title}",
    unknown="待定",
    withdrawn="此邀请已撤回。",
    checklist="任务清单：{title}",
)
_FRENCH = Labels(
    webinar="Webinaire {number} : {title}",
    cancelled="Annulation : {summary}",
    is_cancelled="Ce webinaire est annulé.",
    with_reason="{is_cancelled} Motif : {reason}",
    join="Participer : {url}",
    passcode="Code secret : {passcode}",
    register="S’inscrire : {url}",
    talks="Interventions",
    organisers="Organisation",
    talk="Sujet {number} : {title}",
    unknown="à confirmer",
    withdrawn="Cette invitation est retirée.",
    checklist="Liste de contrôle : {title}",
)
_SPANISH = Labels(
    webinar="Seminario web {number}: {title}",
    cancelled="Cancelación: {summary}",
    is_cancelled="Este seminario web se ha cancelado.",
    with_reason="{is_cancelled} Motivo: {reason}",
    join="Participar: {url}",
    passcode="Código de acceso: {passcode}",
    register="Inscribirse: {url}",
    talks="Ponencias",
    organisers="Organización",
    talk="Tema {number}: {title}",
    unknown="por confirmar",
    withdrawn="Esta invitación queda retirada.",
    checklist="Lista de comprobación: {title}",
)
_ARABIC = Labels(
    webinar="الندوة الإلكترونية {number}: {title}",
    cancelled="إلغاء: {summary}",
    is_cancelled="أُلغيت هذه الندوة الإلكترونية.",
    with_reason="{is_cancelled} السبب: {reason}",
    join="رابط المشاركة: {url}",
    passcode="رمز الدخول: {passcode}",
    register="رابط التسجيل: {url}",
    talks="المداخلات",
    organisers="الجهات المنظمة",
    talk="الموضوع {number}: {title}",
    unknown="يُحدَّد لاحقًا",
    withdrawn="سُحبت هذه الدعوة.",
    checklist="قائمة المهام: {title}",
)
_RUSSIAN = Labels(
    webinar="Вебинар {number}: {title}",
    cancelled="Отмена: {summary}",
    is_cancelled="Вебинар отменён.",
    with_reason="{is_cancelled} Причина: {reason}",
    join="Подключиться: {url}",
    passcode="Код доступа: {passcode}",
    register="Зарегистрироваться: {url}",
    talks="Выступления",
    organisers="Организаторы",
    talk="Тема {number}: {title}",
    unknown="уточняется",
    withdrawn="Это приглашение отозвано.",
    checklist="Контрольный список: {title}",
)
_PORTUGUESE = Labels(
    webinar="Webinário {number}: {title}",
    cancelled="Cancelamento: {summary}",
    is_cancelled="Este webinário foi cancelado.",
    with_reason="{is_cancelled} Motivo: {reason}",
    join="Participar: {url}",
    passcode="Código de acesso: {passcode}",
    register="Inscrever-se: {url}",
    talks="Palestras",
    organisers="Organização",
    talk="Tema {number}: {title}",
    unknown="a confirmar",
    withdrawn="Este convite foi retirado.",
    checklist="Lista de verificação: {title}",
)
_BY_LANGUAGE = {
    "en": _ENGLISH,
    "zh": _CHINESE,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ar": _ARABIC,
    "ru": _RUSSIAN,
    "pt": _PORTUGUESE,
}
WITHDRAWN = frozenset(labels.withdrawn for labels in _BY_LANGUAGE.values())


def labels_in(language: str) -> Labels:
    """Return the labels of a language (those of `fr` for `fr-CA`), or the English ones."""
    return _BY_LANGUAGE.get(language.partition("-")[0], _ENGLISH)
