"""The index of codes by what the user sees, and a page for each."""

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Any

DATA_GROUPS = {
    "The file cannot be read, or a key is refused": "E101 E102 E103 E104 E105 E112 E114",
    "A value is refused": "E106 E107 E108 E109 E110 E111 E531",
    "The dates or times are wrong": "E201 E202 E203 E206 E207 E208 E209 W213 W240 W241 E404 W405 "
    "W221 W222 W223 W307 W312",
    "The hour or the day does not suit people": "W401 W402 W403 W238",
    "The agenda does not fit, or is not ready": "E210 W236 E233 E234 E235 W301",
    "A count or a number does not match": "E204 E205 E212",
    "A name, an id or a title is twice, or not found": "E211 E214 W217 W219 W220 W237 W543 W702",
    "A speaker is double-booked, unconfirmed, missing or not told": "E216 W224 W302 W303 W701 W703",
    "A link is missing, used twice, or shown to everybody": "W304 W313 W314 E218 E311 E315 W315",
    "Something is recorded as done that was not due": "W225 W308 W310",
    "A translation is missing, or a text looks wrong": "E118 W116 W501 W502 W503 W504 W505 W506 "
    "W507 W508 E509 W510 W548 W549 W544 W704 E239",
    "A message has the wrong recipients, time, link or sender": "E731 E732 E733 E734 E735 "
    "E736 W737 W738 W739 E790",
    "A picture is missing, or cannot be shown": "E532",
    "Personal data may become public": "W601 W602 W603",
    "A release does not match the plan, or another release": "W306 W309 E226 E227 E228 E229",
    "A sync program has made a copy of a file": "W117",
    "A survey has a mistake": "E113 E215 W242 W275 W305",
    "Topics, kinds of cooperation or partners have a mistake": "E270 E271 E272 E273 W274",
    "A mapping has a mistake": "E230 E231 E232",
    "An import rejects rows": "E501 E502 E503 E504",
    "An import reports a column": "W511 W512 W514 W515 W517 W524 W526 W527 W537",
    "An import reports rows, answers or cells": "W513 W516 W520 W521 W522 W523 W525 W528 W529 W530 "
    "W533 W534 W535 W536 W538 W541",
    "A schedule of your own is not understood": "W771 W772 W773 W774 W775 W776 W777",
    "A published summary reveals single people": "W540",
    "A text of the evaluation report has a mistake": "E711 E712 W713 W714 W715 W716 E717 W718 W719",
    "The public site shows what is private, or is broken": "E781 E782 E783 E784 E785 E786 W787 "
    "W788 W789",
    "An import of coded comments rejects or leaves out rows": "E545 W546 W547",
    "A knowledge file lacks something, or does not fit": "W791 W792 W793 E794 "
    "E795 W796 W797 W798 W799",
    "A list of contacts has a mistake, or a person cannot get mail": "E741 E742 E743 E744 E745 "
    "W741 W742 W743 W744",
    "A workbook of the plan leaves something to you": "E761 E762 E763 E764 E765 W766 W767 W768 "
    "W769",
    "A waiver is expired or unused": "W901 W902",
}
CALENDAR_GROUPS = {
    "The file is not accepted, or its letters are wrong": "E801 W802 W803 E804 E805 E806 E807 W808 "
    "E809 E810 E811 E812 E813 E814 E816 E817 E820 E821 E879 E818",
    "Entries are missing": "W815 W822 E869 W876",
    "Entries appear twice, or do not update": "E824 E825 E826 E827 E828 W829 E870 W891",
    "The time is wrong": "E831 E832 E833 W834 E835 E836 W837 E844 W877 W889",
    "The time zone is wrong": "E838 E839 W840 W841 W842 E843 W887 W888",
    "A repeated event has wrong dates": "E845 E846 W847 W875 W884 W885 W886",
    "The title or the text looks wrong": "W830 W848 W849 W850 W851 W854 W878 W881",
    "The link, the place or the attachment is missing": "W856 W857 W858 W882 W883",
    "The invitation cannot be answered": "E852 W853 W865 E866 W867 E868 W880 W892",
    "The reminder is wrong": "E862 E863 W864 W871 W890",
    "The subscription has the wrong name, or updates too seldom": "W859 W860 W861",
    "A property is unknown, repeated or misplaced": "E823 E855 W872 E873 W874",
}
OTHERS = "Anything else"


def index(groups: Mapping[str, str], meanings: Mapping[str, str]) -> str:
    """Return a list of codes for each group; codes without a group come last."""
    listed = {name: codes.split() for name, codes in groups.items()}
    grouped = {code for codes in listed.values() for code in codes}
    listed[OTHERS] = [code for code in meanings if code not in grouped]
    parts = []
    for name, codes in listed.items():
        known = [code for code in codes if code in meanings]
        rows = [f"- [`{code}`](#{code.lower()}) {meanings[code]}" for code in known]
        if rows:
            parts.append(f"### {name}\n\n" + "\n".join(rows))
    return "\n\n".join(parts)


def table(codes: Mapping[str, str]) -> str:
    """Return a table of codes, each with an anchor."""
    rows = [f'| <a id="{code.lower()}"></a>`{code}` | {text} |' for code, text in codes.items()]
    return "\n".join(["| code | meaning |", "|---|---|", *rows])


def sections(rules: Iterable[Any]) -> str:
    """Return a section for each rule, with an anchor: its page under its code and name."""
    return "\n\n".join(
        f'<a id="{rule.code.lower()}"></a>\n\n### `{rule.code}` {rule.name}\n\n{rule.page.strip()}'
        for rule in rules
    )


def meanings(codes: Mapping[str, str], rules: Iterable[Any]) -> dict[str, str]:
    """Return the first sentence for each code, in the order of their numbers."""
    first = {code: text.split(". ", 1)[0] for code, text in codes.items()}
    found = {code: f"{text[:1].upper()}{text[1:]}." for code, text in first.items()}
    for rule in rules:
        found[rule.code] = " ".join(rule.page.split("\n\n", 1)[0].split())
    return dict(sorted(found.items(), key=lambda item: (item[0][1:], item[0])))


def emitted(source: str) -> set[str]:
    """Return the codes that are written as texts in a module."""
    nodes = ast.walk(ast.parse(source))
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    return {text for text in texts if re.fullmatch(r"[EW][0-9]{3}", text)}
