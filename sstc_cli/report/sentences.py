"""The sentences of the findings, above their figures."""

from collections.abc import Iterator

from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Line
from sstc_cli.report.names import column_name
from sstc_cli.report.sections import is_later, is_of_partners
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import level_text, response_rate, value_text


def tell_reach(setting: Setting) -> Iterator[str]:
    """Yield how many people registered, attended and answered."""
    table = setting.tables.get("reach")
    if table is None or table.too_few:
        return
    words = setting.words
    told = [_stage(setting, line) for line in table.lines if line.values[0] is not None]
    if told:
        yield words.say(ReportLabel.REACH_IN_WORDS, stages=words.say(", ").join(told))


def _stage(setting: Setting, line: Line) -> str:
    """Return how many people came so far; anonymous answers may be of the same people."""
    say, people = setting.words.say, value_text(setting.words, line.values[0])
    told = say(ReportLabel.STAGE, stage=column_name(setting, line.key), people=people)
    answers = setting.tables.get("answers") if line.key == "answered" else None
    if answers is None:
        return told
    if answers.too_few:
        return say(ReportLabel.STAGE_WITH_ANONYMOUS, stage=told)
    known, anonymous = (answers.value(key) for key in ("identified", "anonymous"))
    return say(ReportLabel.STAGE_OF_ANSWERS, stage=told, people=known, anonymous=anonymous)


def tell_rate(setting: Setting) -> Iterator[str]:
    """Yield the response rate, and what it leaves open."""
    share = response_rate(setting)
    if isinstance(share, Share) and share.low is not None and share.high is not None:
        ends = {"low": round(share.low), "high": round(share.high)}
        text = value_text(setting.words, share)
        label = ReportLabel.RATE_IN_WORDS if setting.webinar else ReportLabel.RATE_OF_VISITS
        yield setting.words.say(label, share=text, **ends)
        known = setting.tables.get("funnel")
        told = known.value("told") if known and not known.too_few else None
        if told is not None and told != share and not setting.webinar:
            text = value_text(setting.words, told)
            yield setting.words.say(ReportLabel.RATE_OF_KNOWN, share=text)
        yield setting.words.say(ReportLabel.SELF_SELECTED)


def tell_gain(setting: Setting) -> Iterator[str]:
    """Yield what those learnt who answered before and after."""
    table, words = setting.tables.get("gain"), setting.words
    if table is None:
        return
    if table.too_few:
        if setting.office and table.n is not None:
            yield words.say(ReportLabel.NO_GAIN, count=table.n)
        else:
            yield words.say(ReportLabel.NO_GAIN_HIDDEN, least=table.least)
        return
    values = {line.key: line.values[0] for line in table.lines}
    gain = values.get("gain")
    if gain is None:
        yield words.say(ReportLabel.GAIN_HIDDEN, pairs=value_text(words, values.get("pairs")))
    if isinstance(gain, Mean):
        pairs = value_text(words, values.get("pairs"))
        difference = words.difference(gain)
        yield words.say(ReportLabel.GAIN_IN_WORDS, pairs=pairs, difference=difference)
        ends = {key: level_text(words, values.get(key)) for key in ("before", "after")}
        if values.get("before") is not None:
            yield words.say(ReportLabel.LEVELS_IN_WORDS, **ends)
        if lost := values.get("lost"):
            yield words.say(ReportLabel.LOST_IN_WORDS, lost=value_text(words, lost))


def tell_later(setting: Setting) -> Iterator[str]:
    """Yield whose word the answers months later are."""
    if any(is_later(setting, table) and not table.too_few for table in setting.tables.values()):
        yield setting.words.say(ReportLabel.LATER_IN_WORDS)


def tell_partners(setting: Setting) -> Iterator[str]:
    """Yield how participants were introduced, if any were asked."""
    if any(is_of_partners(table) for table in setting.tables.values()):
        yield setting.words.say(ReportLabel.INTRODUCED_IN_WORDS)
