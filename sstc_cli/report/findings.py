"""The findings of a report: which figures are in which part, and what is said about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sstc_cli.model.view import Figure
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures import drawing_of, figure_ids, part_of
from sstc_cli.report.names import caption_of, column_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import as_item, level_text, response_rate, value_text
from sstc_cli.views.reports import Findings, Part


def tell_reach(setting: Setting) -> Iterator[str]:
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
    share = response_rate(setting)
    if not share or share.percent is None:
        return
    if share.low is not None and share.high is not None:
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
    gain, pairs = values.get("gain"), values.get("pairs")
    if gain is None and pairs is None:
        yield from hidden_of(setting, [table])
    elif gain is None:
        yield words.say(ReportLabel.GAIN_HIDDEN, pairs=value_text(words, pairs))
    if isinstance(gain, Mean):
        label = ReportLabel.GAIN_OF_SOME if pairs is None else ReportLabel.GAIN_IN_WORDS
        difference = words.difference(gain)
        yield words.say(label, pairs=value_text(words, pairs), difference=difference)
        ends = {key: level_text(words, values.get(key)) for key in ("before", "after")}
        if values.get("before") is not None:
            yield words.say(ReportLabel.LEVELS_IN_WORDS, **ends)
        if lost := values.get("lost"):
            yield words.say(ReportLabel.LOST_IN_WORDS, lost=value_text(words, lost))


def findings_of(setting: Setting, figures: Mapping[str, Figure]) -> Findings:
    by_part: dict[str, list[Table]] = defaultdict(list)
    for table in setting.tables.values():
        by_part[part_of(setting, table)].append(table)
    ids = figure_ids(setting)

    def part(name: str, sentences: Iterable[str] = ()) -> Part | None:
        tables = by_part[name]
        drawn = dict.fromkeys(ids.get(table.id, table.id) for table in tables)
        shown = tuple(id_ for id_ in drawn if id_ in figures)
        hidden = [table for table in tables if not table.too_few and drawing_of(table)
                  and ids.get(table.id, table.id) not in figures]  # fmt: skip
        told = tuple(sentences)
        remarks = (*too_few_of(setting, tables), *hidden_of(setting, hidden))
        return Part(told, shown, remarks) if told or shown or remarks else None

    say = setting.words.say
    # whose word the answers months later are, and how participants were introduced
    later = [ReportLabel.LATER_IN_WORDS] if any(not t.too_few for t in by_part["later"]) else []
    introduced = [ReportLabel.INTRODUCED_IN_WORDS] if by_part["partners"] else []
    return Findings(
        reach=part("reach", tell_reach(setting)),
        respondents=part("respondents", tell_rate(setting)),
        reaction=part("reaction"),
        learning=part("learning", tell_gain(setting)),
        groups=part("groups"),
        webinars=part("webinars"),
        comments=part("comments"),
        later=part("later", map(say, later)),
        partners=part("partners", map(say, introduced)),
    )


_TOLD_ELSEWHERE = ("gain", "answers")  # the latter rest on enough people, of whom few are anonymous


def too_few_of(setting: Setting, tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables that are not shown, those with the same least number in one sentence."""
    say = setting.words.say
    few = sorted((t for t in tables if t.too_few and t.id not in _TOLD_ELSEWHERE), key=_least)
    for (least, of_partners), same in groupby(few, key=_least):
        captions = dict.fromkeys(caption_of(setting, table) for table in same)
        label = ReportLabel.TOO_FEW_REQUESTS if of_partners else ReportLabel.TOO_FEW
        yield say(label, least=least, captions=as_item(say("; ").join(captions)))


def _least(table: Table) -> tuple[int, bool]:
    return table.least, table.root == "partners"


def hidden_of(setting: Setting, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the tables of enough people without a figure: all of their values are hidden."""
    if tables:
        captions = dict.fromkeys(caption_of(setting, table) for table in tables)
        say = setting.words.say
        yield say(ReportLabel.ALL_HIDDEN, captions=say("; ").join(captions))
