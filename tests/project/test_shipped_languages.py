"""Tables with a line for each language: what a new language of documents needs."""

from collections.abc import Collection
from pathlib import Path

import pytest

from sstc_cli.model.countries import NAMED_IN
from sstc_cli.model.text import LANGUAGES
from sstc_cli.planning.foreign.headers import wordings
from sstc_cli.render import word_xml
from sstc_cli.survey.webinars import WEBINAR
from sstc_cli.views import sdgs
from sstc_cli.views.catalogues import languages_of
from sstc_cli.workspace import knowledge_notes, starter

TEMPLATES = Path(__file__).parents[2] / "templates"
TABLES: dict[str, Collection[str]] = {
    "catalogues in templates/": ("en", *languages_of([TEMPLATES])),
    "catalogues in sstc_cli/starter/": ("en", *languages_of([starter.FOLDER])),
    "columns of model/countries.tsv": NAMED_IN,
    "planning/foreign/wordings.tsv": {language for _, language, _ in wordings()},
    "`_LANGUAGES` in render/word_xml.py": word_xml._LANGUAGES,
    "`WEBINAR` in survey/webinars.py": WEBINAR,
    "`_TITLES` in views/sdgs.py": sdgs._TITLES,
    "`_RECORDING` in workspace/knowledge_notes.py": knowledge_notes._RECORDING,
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_every_language(table: str) -> None:
    missing = set(LANGUAGES) - set(TABLES[table])
    assert not missing, f"add {missing} of model/text.py to {table}"
