"""Feeds, schedules, the sitemap and the API by their schemas, of several series.

`schemas/` has the rules of RFC 4287, JSON Feed 1.1 and c3voc's schedule in our own words. The
schema of sitemaps is the published one.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from audit import module
from conftest import Sstc, alter
from lxml import etree
from sites import HOSTILE, TODAY, hostile_series, publish

SCHEMAS = Path(__file__).with_name("schemas")
SEVEN = ("en", "zh", "ar", "fr", "es", "pt", "ru")
# what a sitemap may have besides: links to the same page in other languages
LINK = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
  <xs:element name="link">
    <xs:complexType>
      <xs:attribute name="rel" fixed="alternate" use="required"/>
      <xs:attribute name="hreflang" type="xs:language" use="required"/>
      <xs:attribute name="href" type="xs:anyURI" use="required"/>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""
BOTH = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{sitemap}"/>
  <xs:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{link}"/>
</xs:schema>
"""
Schema = etree.RelaxNG | etree.XMLSchema


def of_sitemaps(tmp_path: Path) -> etree.XMLSchema:
    """Return the published schema of sitemaps, as the package `sitemap` has it."""
    (tmp_path / "link.xsd").write_text(LINK)
    sitemap = module("sitemap") / "schema" / "sitemap.xsd"
    both = BOTH.format(sitemap=sitemap.as_uri(), link=(tmp_path / "link.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(both))


@cache
def of_xml(name: str) -> Schema:
    kind = etree.RelaxNG if name.endswith(".rng") else etree.XMLSchema
    return kind(etree.parse(SCHEMAS / name))


def wrong_in_json(schema: Path, file: Path) -> Iterator[str]:
    kind = jsonschema.Draft202012Validator
    checker = kind(json.loads(schema.read_text("utf-8")), format_checker=kind.FORMAT_CHECKER)
    for error in checker.iter_errors(json.loads(file.read_text("utf-8"))):
        yield f"{file.name}: {error.json_path}: {error.message}"


def wrong_in_xml(schema: Schema, file: Path) -> Iterator[str]:
    if not schema.validate(etree.parse(file)):
        yield f"{file.name}: {schema.error_log}"


def check_files(site: Path, languages: tuple[str, ...], tmp_path: Path) -> None:
    wrong: list[str] = []
    for language in languages:
        folder = site / language
        wrong += wrong_in_xml(of_xml("atom.rng"), folder / "changes.xml")
        wrong += wrong_in_xml(of_xml("schedule.xsd"), folder / "schedule.xml")
        wrong += wrong_in_json(SCHEMAS / "feed.schema.json", folder / "changes.json")
        wrong += wrong_in_json(SCHEMAS / "schedule.schema.json", folder / "schedule.json")
    wrong += wrong_in_json(site / "api" / "series.schema.json", site / "api" / "series.json")
    if (site / "sitemap.xml").exists():
        wrong += wrong_in_xml(of_sitemaps(tmp_path), site / "sitemap.xml")
    assert wrong == []


@pytest.mark.parametrize("published", [True, False])
def test_files_in_seven_languages_follow_their_schemas(sstc, workspace, tmp_path, published):
    """A webinar is moved, one is cancelled and one is added; the draft is the shipped series."""
    if published:
        publish(sstc, workspace, SEVEN)
        alter(workspace, "count: 15", "count: 16", "ends: 2020-12-04}", "ends: 2020-12-11}")
        with (workspace / "data" / "webinars.yaml").open("a", encoding="utf-8") as file:
            file.write(
                "\n  - {id: more, number: 16, title: More, starts: 2020-12-11 20:00,"
                " ends: 2020-12-11 21:30, talks: [{id: a}, {id: b}, {id: c}]}\n"
            )
        sstc("release", "publish", "one-more", "--today", "2020-07-06").gives(0)
    else:
        alter(workspace, "languages: [en, zh]", f"languages: [{', '.join(SEVEN)}]")
    sstc("site", "build", *TODAY, *([] if published else ["--draft"])).gives(0)
    site = workspace / "out" / "site"
    check_files(site, SEVEN, tmp_path)
    feed = json.loads((site / "ru" / "changes.json").read_text("utf-8"))
    assert len(feed["items"]) == (3 if published else 0)
    assert (site / "sitemap.xml").exists() == published


@pytest.mark.parametrize("text", [*HOSTILE, "\U0001f600 ]]>", "x" * 3_000])
def test_no_text_breaks_a_schema(sstc: Sstc, workspace: Path, tmp_path: Path, text: str) -> None:
    for survey in (workspace / "data" / "surveys").iterdir():
        survey.unlink()
    (workspace / "data" / "webinars.yaml").write_text(hostile_series(text), encoding="utf-8")
    for words in (
        ("release", "publish", "plan", "--today", "2020-07-01"),
        ("schedule", "move", 1, "--time", "16:00", "--today", "2020-07-02"),
        ("release", "publish", "later", "--today", "2020-07-03"),
        ("site", "build", *TODAY),
    ):
        sstc(*words).gives(0)
    check_files(workspace / "out" / "site", ("en", "ar"), tmp_path)
