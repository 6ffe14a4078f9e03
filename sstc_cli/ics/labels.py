"""The few words that a calendar entry adds to the data, by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Patterns for `str.format`, and headings."""

    webinar: str
    cancelled: str
    not_held: str
    because: str
    join: str
    talks: str
    organisers: str
    talk: str
    unknown: str
    withdrawn: str
    checklist: str


_ENGLISH = Labels(
    webinar="Webinar {number}: {title}",
    cancelled="Cancelled: {summary}",
    not_held="This webinar is cancelled.",
    because="{not_held} Why: {reason}",
    join="Join: {url}",
    talks="Talks",
    organisers="Organised by",
    talk="Talk {number}: {title}",
    unknown="to be confirmed",
    withdrawn="This invitation is withdrawn.",
    checklist="Checklist: {title}",
)
_CHINESE = Labels(
    webinar="第{number}期网络研讨会：{title}",
    cancelled="【已取消】{summary}",
    not_held="本期研讨会已取消。",
    because="{not_held}原因：{reason}",
    join="参会链接： {url}",
    talks="演讲主题",
    organisers="主办单位",
    talk="分议题{number}：{title}",
    unknown="待定",
    withdrawn="此邀请已撤回。",
    checklist="任务清单：{title}",
)
_BY_LANGUAGE = {"en": _ENGLISH, "zh": _CHINESE}


def labels_in(language: str) -> Labels:
    """The labels in a language; the English ones where there are none."""
    return _BY_LANGUAGE.get(language, _ENGLISH)
