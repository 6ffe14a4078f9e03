"""`sstc open`: the pages, the changes they make, and everything that must stay out."""

import ast
import csv
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date
from email import message_from_bytes
from email.policy import default
from errno import ENOSPC
from html import escape, unescape
from http.client import HTTPException
from io import StringIO
from pathlib import Path
from threading import Thread
from time import sleep
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from conftest import REPOSITORY
from office_files import ODD
from prepared import TODAY, prepare
from visitor import DAY, Visitor, fields, opened

from sstc_cli.cli import todo
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.office import prepared, server, views
from sstc_cli.cli.office.acts import ACTS
from sstc_cli.cli.office.open import Office
from sstc_cli.cli.office.runner import Runner
from sstc_cli.cli.office.views import PAGES
from sstc_cli.cli.office.words import Reader
from sstc_cli.mailing.outbox import short_id
from sstc_cli.render.office import sentence, without_options
from sstc_cli.store.mail.batch import STATES, MailState
from sstc_cli.store.mail.status import mails_of, settle
from sstc_cli.survey import ImportAsker
from sstc_cli.views.catalogues import phrases_in
from sstc_cli.workspace import open_workspace

SSTC = [sys.executable, "-m", "sstc_cli"]


@pytest.fixture
def home(workspace, monkeypatch) -> Path:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(workspace.parent / "home"))
    return workspace


@pytest.fixture
def page(home) -> Iterator[Visitor]:
    with opened(home) as visitor:
        yield visitor


def plan_of(root: Path) -> str:
    return (root / "data" / "webinars.yaml").read_text("utf-8")


def test_every_page_is_there_and_protected(page) -> None:
    for path in (*PAGES, "/webinars/7", "/explain/W304", "/frame/document?name=agenda&number=7"):
        reply = page.get(path)
        assert reply.status == 200, path
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy or policy.startswith("sandbox")
        assert "unsafe-inline" not in policy or policy.startswith("sandbox")
        assert reply.headers["x-content-type-options"] == "nosniff"
        framed = "SAMEORIGIN" if policy.startswith("sandbox") else "DENY"
        assert reply.headers["x-frame-options"] == framed
        assert reply.headers["referrer-policy"] == "same-origin"
        assert reply.headers["cache-control"] == "no-store"
        assert "<script>" not in reply.text
    assert page.get("/nothing").status == 404
    cookie = page.entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert f"Path={page.root}/" in cookie
    assert page.get(f"/enter/{page.entry}").status == 403, "it works once"


def test_strangers_see_nothing(page) -> None:
    for path in ("/", "/answers", "/alive", "/office.css", "/enter/", "/enter/guess"):
        assert page.get(path, Cookie="").status == 403
        assert page.get(path, Cookie="sstc=guess").status == 403
    for host in (
        "example.org",
        f"example.org:{page.port}",
        f"127.0.0.2:{page.port}",
        "127.0.0.1",
        "",
    ):
        assert page.get("/", Host=host).status == 403, host


def test_odd_requests_get_one_calm_answer(page) -> None:
    """Whatever is sent, one answer comes; a hidden second request, or a path, leads nowhere."""
    own = f"Host: {page.host}\r\nCookie: {page.headers['Cookie']}\r\n"
    hidden = f"GET {page.root}/answers HTTP/1.1\r\n{own}\r\n"
    form = "".join(f"{name}: {value}\r\n" for name, value in page.own.items())
    undo = f"POST {page.root}/do/undo HTTP/1.1\r\n{own}{form}"
    for sent, status in (
        (f"GET {page.root}/ HTTP/1.1\r\nHost: example.org\r\n{own}\r\n", 403),
        (f"GET http://{page.host}{page.root}/ HTTP/1.1\r\n{own}\r\n", 403),
        (f"GET /x/..{page.root}/ HTTP/1.1\r\n{own}\r\n", 403),
        (f"GET {page.root}/office.css/../../views.py HTTP/1.1\r\n{own}\r\n", 404),
        (f"GET {page.root}/..%2f..%2fdata%2fwebinars.yaml HTTP/1.1\r\n{own}\r\n", 404),
        (f"GET {page.root}/nothing HTTP/1.1\r\n{own}Content-Length: 1\r\n\r\nx{hidden}", 404),
        (f"{undo}Content-Length: 1\r\n\r\nx{hidden}", 403),
        (f"{undo}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n{hidden}", 403),
        (f"{undo}Content-Length: -1\r\n\r\n{hidden}", 403),
    ):
        with socket.create_connection(("127.0.0.1", page.port)) as link:
            link.sendall(sent.encode())
            link.shutdown(socket.SHUT_WR)
            reply = b""
            while more := link.recv(1 << 16):
                reply += more
        assert reply.startswith(f"HTTP/1.1 {status} ".encode()), sent
        assert reply.count(b"HTTP/1.1 ") == 1, sent
    odd = "%00%1b%E2%80%AE%ED%A0%80..%2f"
    for path in ("webinars?zone=", "documents?name=agenda&language=", "mail?batch=", "explain/",
                 "frame/document?name=agenda&number=", "answers?number="):  # fmt: skip
        reply = page.get(f"/{path}{odd}")
        assert reply.status in {200, 400, 404}, path
        assert not re.search("[\0\x1b\u202e]|Traceback|internal", reply.text), path
    form = fields(page.get("/webinars/7").text, "/do/move")
    for field in ("move.number", "move.date", "swap.other", "done.duty", "fix.code",
                  "cancel.reason-en", "to-translate.language"):  # fmt: skip
        act, _, name = field.partition(".")
        reply = page.post(f"/do/{act}", form | {name: "\0\x1b\u202e../x"})
        assert re.search("could not be done|prevents this", reply.text), (act, reply.text)
        assert not re.search("[\0\x1b\u202e]|Traceback|internal", reply.text), act


def test_forms_of_other_pages_change_nothing(page, home) -> None:
    form = fields(page.get("/webinars/7").text, "/do/move")
    form |= {"time": "16:00"}
    shown = page.post("/do/move", form)
    form = fields(shown.text, "/do/move")
    before = plan_of(home)
    origin, site = page.own["Origin"], {"Sec-Fetch-Site": "same-origin"}
    for headers in (
        {},
        {"Origin": origin},
        site,
        {"Origin": "null", **site},
        {"Origin": "http://example.org", **site},
        {"Origin": "http://127.0.0.2", "Sec-Fetch-Site": "cross-site"},
        {"Origin": origin, "Sec-Fetch-Site": "same-site"},
        {"Origin": origin, "Sec-Fetch-Site": "none"},
    ):
        assert page.post("/do/move", form, headers).status == 403, headers
    assert page.post("/do/move", {**form, "token": "x"}).status == 403
    assert page.get(f"/do/move?{urlencode(form)}").status == 404
    assert plan_of(home) == before


def test_a_change_that_caused_errors_is_taken_back_on_the_page(page, home, sstc) -> None:
    before = plan_of(home)
    assert sstc("schedule", "move", "8", "--date", "2020-10-23", "--force").status == 0
    text = page.get("/changes").text
    assert "The plan has errors. See the page Problems." in text
    shown = page.post("/do/undo", fields(text, "/do/undo"))
    page.post("/do/undo", fields(shown.text, "/do/undo"))
    assert plan_of(home) == before


def test_a_move_is_shown_then_made_then_taken_back(page, home) -> None:
    before = plan_of(home)
    shown = page.post(
        "/do/move", fields(page.get("/webinars/7").text, "/do/move") | {"time": "16:00"}
    )
    assert "16:00" in shown.text
    assert plan_of(home) == before
    done = page.post("/do/move", fields(shown.text, "/do/move"))
    assert "starts: 2020-10-09 16:00" in plan_of(home)
    shown = page.post("/do/undo", fields(done.text, "/do/undo"))
    assert "30 minutes" in shown.text
    done = page.post("/do/undo", fields(shown.text, "/do/undo"))
    assert plan_of(home) == before
    assert "/do/undo" not in done.text, "it would take back what came before"


def test_what_would_cause_errors_is_not_said_to_be_done(page, home) -> None:
    before = plan_of(home)
    for path, act, given in (
        ("/webinars/8", "move", {"date": "2020-10-23", "time": "16:00"}),
        ("/webinars/7", "cancel", {"reason-en": "\u202eA strike"}),
    ):
        shown = page.post(f"/do/{act}", fields(page.get(path).text, f"/do/{act}") | given)
        assert "It could not be done" in shown.text
        assert "so nothing was written" in shown.text
        assert f'href="{page.root}{path}">Back' in shown.text
        assert 'name="confirmed"' not in shown.text
        assert "--" not in re.sub("<[^>]*>", "", shown.text), "an address may have it by chance"
    assert plan_of(home) == before


def test_texts_keep_their_apostrophes_beside_their_times(page, sstc) -> None:
    assert sstc("schedule", "set", "title.en", "It's <7> till 12:00").status == 0
    shown = page.post("/do/undo", fields(page.get("/changes").text, "/do/undo")).text
    assert 'It&#39;s &lt;7&gt; till <bdi dir="ltr">12:00</bdi>' in shown


def test_an_edit_in_between_is_never_overwritten(page, home) -> None:
    shown = page.post(
        "/do/move", fields(page.get("/webinars/7").text, "/do/move") | {"time": "16:00"}
    )
    file = home / "data" / "webinars.yaml"
    file.write_text(plan_of(home) + "# a note of a colleague\n", "utf-8")
    late = page.post("/do/move", fields(shown.text, "/do/move"))
    assert late.status == 409
    assert "The plan has changed since this page was shown" in late.text
    assert "16:00" not in plan_of(home)


def test_swaps_cancellations_and_duties(page, home) -> None:
    def make(path: str, act: str, **given: str) -> str:
        shown = page.post(f"/do/{act}", fields(page.get(path).text, f"/do/{act}") | given)
        return page.post(f"/do/{act}", fields(shown.text, f"/do/{act}")).text

    before = plan_of(home)
    none = fields(page.get("/").text, "/do/done")  # of the boxes is ticked
    assert "no webinar is ticked" in page.post("/do/done", none).text
    make("/", "done", **{"webinar-5": "1", "webinar-6": "1"})
    assert (
        plan_of(home).count("registration: 2020-09-20") - before.count("registration: 2020-09-20")
        == 2
    )
    make("/webinars/7", "cancel", **{"reason-en": "A strike", "reason-zh": "罢工"})
    assert "cancelled_because: {en: A strike, zh: 罢工}" in plan_of(
        home
    ) or "en: A strike" in plan_of(home)
    make("/webinars/9", "swap", other="10")
    assert "2020-10-23" in plan_of(home)
    assert "1 cancelled" in page.get("/").text
    first = fields(page.get("/webinars/9").text, "/do/cancel")
    refused = page.post("/do/cancel", first)
    assert "the reason is missing" in refused.text
    assert 'name="confirmed"' not in refused.text


def test_files_are_shown_before_they_are_imported(page, home) -> None:
    form = fields(page.get("/answers").text, "/do/answers") | {"webinar": ""}
    data = (REPOSITORY / "examples" / "exit.xlsx").read_bytes()
    shown = page.send("/do/answers", form, "exit.xlsx", data)
    kept = [*(home / ".sstc").glob("office-*/*/*.xlsx")]
    assert [file.stat().st_mode & 0o777 for file in kept] == [0o600]
    assert "exit.xlsx" in shown.text or "rows" in shown.text
    done = page.post("/do/answers", fields(shown.text, "/do/answers"))
    assert "error" not in done.text
    assert not [*(home / ".sstc").glob("office-*/*/*.xlsx")]
    assert ">24<" in page.get("/answers").text
    assert '<td data-label="Answered">24</td>' in page.get("/webinars").text
    assert re.search(r"<dt>Answered</dt><dd>.</dd>", page.get("/").text), "of the next webinar"
    text = known(page, "/answers?number=7")
    assert re.search(r"Exit survey.*n = 24", text, re.DOTALL)
    assert re.search(r"<td>24</td><td>\d+\.\d+ %</td>", text)
    form = fields(page.get("/answers").text, "/do/answers")
    shown = page.send("/do/answers", form, "会后问卷 7.xlsx", data)
    assert "会后问卷 7.xlsx: survey exit" in shown.text
    empty = page.send("/do/answers", form, "exit.xlsx", b"")
    assert "exit.xlsx is empty" in empty.text
    assert f'href="{page.root}/answers">Back' in empty.text
    for kept_name in ("../store.sqlite", "/etc/passwd", "nothing"):
        wrong = fields(page.get("/answers").text, "/do/answers") | {"kept": kept_name}
        assert "no file was chosen" in page.post("/do/answers", wrong).text


def test_rejected_rows_outlive_the_page(home) -> None:
    data = (REPOSITORY / "examples" / "exports" / "later.csv").read_bytes()
    with opened(home) as visitor:
        form = fields(visitor.get("/answers").text, "/do/answers")
        shown = visitor.send("/do/answers", form, "later.csv", data.replace(b"\n7,", b"\n99,", 2))
        done = visitor.post("/do/answers", fields(shown.text, "/do/answers")).text
        assert "2 rejected" in done
        assert "office-" not in done
    assert (home / "out" / "surveys" / "later.rejected.xlsx").is_file()


def test_enough_answers_are_not_said_to_be_too_few(page, sstc) -> None:
    """The later survey asks for choices, which have no figure of their own."""
    exports = REPOSITORY / "examples" / "exports"
    done = sstc("surveys", "import", exports / "later.csv", "--today", "2021-03-01", "--yes")
    assert done.status == 0, done.err
    text = known(page, "/answers").partition("(n = 39)")[2]
    assert "Too few answers" not in text
    assert 'answers?report=1">Report of the office' in text


def test_an_import_asks_what_the_terminal_asks(page, home) -> None:
    """Each question that a terminal asks is a field, and its answer is kept like there."""
    page.headers["Accept-Language"] = "fr"
    form = fields(page.get("/answers").text, "/do/answers")
    shown = page.send("/do/answers", form, "odd 会.csv", ODD.encode()).text
    answers = {"column": "yes", "consent": "yes", "country": "NE", "webinar": "3", "dates": "dmy",
               "zone": "Africa/Nairobi", "doubt": "yes"}  # fmt: skip
    given, asked, forms = {}, set(), 0
    while 'name="confirmed"' not in shown:
        forms += 1
        assert forms <= 4, shown
        assert "--" not in re.sub("<[^>]*>", "", shown)
        found = re.findall(r'<select id="(([a-z]+)-[0-9a-f]{16})"(.*?)</select>', shown, re.DOTALL)
        for name, kind, choices in found:
            asked.add(kind)
            given[name] = answers[kind] if f'value="{answers[kind]}"' in choices else "-"
            if given[name] == "-":
                given[f"{name}-other"] = "Chine"
        shown = page.post("/do/answers", given | fields(shown, "/do/answers")).text
    assert asked == {*answers}
    assert 'id="webinar-' in shown, "which can be corrected"
    assert 'name="webinar"' not in shown, "it is asked once"
    assert len(answers) == len([name for name in vars(ImportAsker) if name[0] != "_"])
    page.post("/do/answers", fields(shown, "/do/answers"))
    (kept,) = (home / "data" / "surveys" / "mappings").glob("google_forms-exit.yaml")
    for line in ("timezone: Africa/Nairobi", "consent_elsewhere: true", "code: NE", "code: CN",
                 "question: content"):  # fmt: skip
        assert line in kept.read_text("utf-8"), line


def known(page: Visitor, path: str) -> str:
    """Return a page once it waits for nothing, as the script of the page does."""
    for _ in range(100):
        text = page.get(path).text
        if 'class="waits"' not in text:
            return text
        sleep(0.2)
    raise AssertionError(path)


def test_each_document_that_is_offered_can_be_shown(page) -> None:
    """Those with their own command are not: the page has no forms for them."""
    page.headers["Accept-Language"] = "zh"
    offered = page.get("/documents").text.partition("</select>")[0]
    names = re.findall('<option value="([a-z-]+)"', offered)
    assert {"agenda", "run-of-show", "speaker-brief"} <= {*names}
    for name in names:
        framed = page.get(f"/frame/document?name={name}&number=7&language=zh").text
        assert "has its own command" not in framed, name
    assert re.findall("<option[^>]*>([A-Za-z].*?)</option>", offered) == [], "all have a name"
    linked = re.findall(r"documents\?name=([a-z-]+)", page.get("/webinars/7").text)
    assert linked
    assert {*linked} <= {*names}


def test_documents_and_mails_begin_with_the_next_webinar(page) -> None:
    for path in ("/documents", "/mail"):
        assert '<option value="6" selected>' in page.get(path).text, path


def test_a_document_is_written_into_out(page, home) -> None:
    form = fields(page.get("/documents?name=agenda&number=7&language=zh").text, "/do/write")
    done = page.post("/do/write", form)
    assert "/documents?name=agenda&amp;number=7&amp;language=zh" in done.text
    assert [file.name for file in (home / "out" / "agenda").iterdir()] == [
        "07-sustainable-logistics.zh.docx"
    ]


def test_read_only_has_no_forms_that_change(home) -> None:
    with opened(home, "--read-only") as visitor:
        for path in (*PAGES, "/webinars/7"):
            assert 'method="post"' not in visitor.get(path).text
        token = fields_of_another(visitor)
        assert visitor.post("/do/undo", {"token": token}).status == 403


def fields_of_another(visitor: Visitor) -> str:
    """Return a token that is not that of the page, as a stranger would."""
    return visitor.host


def test_hostile_texts_are_escaped_and_framed_in_a_sandbox(home) -> None:
    attack = "<script>fetch('/do/undo')</script><img src=x onerror=alert(1)>"
    file = home / "data" / "webinars.yaml"
    text = plan_of(home)
    title = re.search(r"'Sustainable Logistic Solutions[^']*'", text)
    assert title
    file.write_text(text.replace(title[0], f'"{attack}"', 1), "utf-8")
    with opened(home) as visitor:
        for path in ("/webinars", "/webinars/7", "/documents?name=agenda&number=7", "/mail"):
            reply = visitor.get(path)
            assert "<script>" not in reply.text
            assert "<img" not in reply.text
            assert "&lt;script&gt;" in reply.text
        for path in ("/webinars?zone=<script>", "/explain/<b>", "/mail?message=<img>&batch=<i>"):
            assert not re.search("<script>|<b>|<img|<i>", visitor.get(path).text)
        framed = visitor.get("/frame/document?name=agenda&number=7").headers
        assert framed["content-security-policy"].startswith("sandbox;")
        assert framed["x-frame-options"] == "SAMEORIGIN"
        for path in ("/answers?number=%C2%B2", "/frame/document?name=--all", "/mail?batch=--json"):
            assert visitor.get(path).status in (200, 400, 404), path
        for path in ("/frame/document?name=--all", "/frame/document?name=report"):
            reply = visitor.get(path)
            assert reply.headers["content-type"].startswith("text/html")
            assert reply.headers["content-security-policy"].startswith("sandbox;")
            assert re.search(r'<p lang="en" dir="ltr">.*(no such page|own command)', reply.text)


def test_a_plan_with_errors_has_its_problems_shown(home) -> None:
    file = home / "data" / "webinars.yaml"
    file.write_text(plan_of(home).replace("zone: Asia/Shanghai", "zone: Asia/Shangai", 1), "utf-8")
    with opened(home) as visitor:
        assert "The plan has errors. See the page Problems." in visitor.get("/").text
        shown = visitor.get("/problems").text
        assert "E106" in shown or "Shangai" in shown
        assert re.search(">1 error", shown), "how much there is, at first sight"
        assert "The plan has errors" in visitor.get("/translations").text
        shown = visitor.post("/do/fix", fields(shown, "/do/fix"))
        assert "Asia/Shanghai" in shown.text
        visitor.post("/do/fix", fields(shown.text, "/do/fix"))
        assert "zone: Asia/Shanghai\n" in plan_of(home)
        assert "The plan has errors" not in visitor.get("/").text


def test_an_empty_plan_is_said_to_be_empty_on_each_page(home) -> None:
    (home / "data" / "webinars.yaml").write_text("")
    with opened(home) as visitor:
        for path in PAGES:
            said = "The file is empty" if path == "/problems" else "The plan has errors. See the"
            assert said in visitor.get(path).text, path


def test_a_kill_during_apply_leaves_the_plan_before_or_after(home) -> None:
    """The next page takes back what was made, and makes what was not."""
    for at, delay in enumerate((0, 0.01, 0.03, 0.06, 0.1)):
        before = plan_of(home).splitlines()
        with opened(home) as visitor:
            form = fields(visitor.get("/webinars/7").text, "/do/move") | {"time": f"16:1{at}"}
            form = fields(visitor.post("/do/move", form).text, "/do/move")
            with ThreadPoolExecutor(1) as pool, suppress(OSError, HTTPException):
                made = pool.submit(visitor.post, "/do/move", form)
                sleep(delay)
                visitor.kill()
                made.result()
        after = plan_of(home).splitlines()
        gone = [line for line in before if line not in after]
        moved = f"    starts: 2020-10-09 16:1{at}" in after
        assert 2 <= len(gone) <= 4 if moved else not gone, gone
        assert len(after) - len(before) in (0, 2)


def test_a_store_under_another_key_is_named(page, home, sstc) -> None:
    data = REPOSITORY / "examples" / "exports" / "later.csv"
    assert sstc("surveys", "import", data, "--today", "2021-03-01", "--yes").status == 0
    for key in (home.parent / "home").rglob("*.key"):
        key.unlink()
    sstc("surveys", "key")
    form = fields(page.get("/answers").text, "/do/answers")
    shown = page.send("/do/answers", form, "later.csv", data.read_bytes()).text
    assert "another key" in shown
    assert 'name="confirmed"' not in shown


def test_the_page_ends_once_it_has_been_closed_for_a_while() -> None:
    page = server.Page(lambda _: server.Answer(b"page"), lambda: "1")
    with server.server_at(18_200, page) as office:
        office.last -= server._IDLE
        office.stop_when_idle()
        office.serve_forever()


def test_templates_of_the_office_are_shown_and_named_if_they_are_broken(page, home) -> None:
    (home / "templates").mkdir()
    template = home / "templates" / "agenda.md.j2"
    extends = '{% extends "shipped/agenda.md.j2" %}{% block local_times %}'
    template.write_text(extends + "Of our own.{% endblock %}")
    frame = "/frame/document?name=agenda&number=7"
    assert "Of our own." in page.get(frame).text
    template.write_text(extends)
    form = fields(page.get("/documents?name=agenda&number=7").text, "/do/write")
    for text in (page.get(frame).text, page.post("/do/write", form).text):
        assert "templates/agenda.md.j2:1" in text
    assert not (home / "out" / "agenda").exists()


def test_a_port_in_use_is_passed_over(page, home) -> None:
    with opened(home, "--port", str(page.port)) as other:
        assert other.port != page.port
        assert page.get("/", Cookie=other.headers["Cookie"]).status == 403


@pytest.mark.parametrize(
    ("path", "file", "number"),
    [
        ("webinars[6].talks[0]", "data/webinars.yaml", 7),
        ("webinars[15]", "data/webinars.yaml", None),
        ("webinars[0].id", "data/report.yaml", None),  # which lists other webinars
        ("zone", None, None),
    ],
)
def test_a_problem_leads_to_its_webinar(home, path, file, number) -> None:
    series = open_workspace(home, date(2020, 9, 20)).series
    assert views.webinar_of({"path": path, "place": file and {"file": file}}, series) == number


@pytest.mark.parametrize(
    ("said", "shown"),
    [("the plan", "The plan"), ("`zone` is odd", "`zone` is odd"), ("a/b.md is", "a/b.md is")],
)
def test_what_a_command_says_is_a_sentence_but_names_stay(said, shown) -> None:
    assert sentence(said) == shown


def test_a_series_in_one_language_needs_no_translation(sstc, tmp_path) -> None:
    assert sstc("init", tmp_path / "new").status == 0
    with opened(tmp_path / "new") as visitor:
        text = visitor.get("/translations").text
    assert "The series has one language." in text
    assert not re.search('<form|role="alert"', text)


@pytest.mark.parametrize(
    ("accepted", "language", "word"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh", "今日"),
        ("ar", "ar", "اليوم"),
        ("fr-CH, en", "fr", "Aujourd’hui"),
        ("xx", "en", "Today"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(page, accepted, language, word) -> None:
    text = page.get("/", **{"Accept-Language": accepted}).text
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert f"<h1>{word}</h1>" in text


def test_no_act_sends_publishes_or_deletes() -> None:
    form = dict.fromkeys(
        ("duty", "number", "other", "code", "name", "format", "file", "date", "reason-en"), "x"
    )
    words = {name: act.words(form) for name, act in ACTS.items()}
    assert {command[0] for command in words.values()} == {
        "due",
        "schedule",
        "validate",
        "undo",
        "documents",
        "surveys",
        "translations",
    }
    assert {tuple(c[:2]) for c in words.values() if c[0] == "surveys"} == {("surveys", "import")}


def test_what_was_shown_is_made_once(page, home) -> None:
    """A form that is sent again, as F5 does, must not take back one import after another."""
    data = next((REPOSITORY / "examples" / "exports").glob("exit*5*")).read_bytes()
    form = fields(page.get("/answers").text, "/do/answers")
    shown = page.send("/do/answers", form, "exit-webinar-5.csv", data)
    done = page.post("/do/answers", fields(shown.text, "/do/answers"))
    changes = page.get("/changes").text
    assert "exit-webinar-5.csv" in changes, "the file keeps its name"
    assert "/do/undo" not in done.text + changes
    shown = page.post("/do/undo", fields(page.get("/webinars/7").text, "/do/move"))
    assert (shown.status, "an import of answers" in shown.text) == (403, True)
    for number in ("7", "8"):
        shown = page.post(
            "/do/move", fields(page.get(f"/webinars/{number}").text, "/do/move") | {"time": "16:10"}
        )
        page.post("/do/move", fields(shown.text, "/do/move"))
    assert plan_of(home).count("16:10") == 2
    shown = page.post("/do/undo", fields(page.get("/changes").text, "/do/undo"))
    again = fields(shown.text, "/do/undo")
    done = page.post("/do/undo", again)
    assert "Done" in done.text
    assert page.get(page.led_to).text == done.text, "F5 and Back show it again"
    assert page.post("/do/undo", again).status == 409
    assert plan_of(home).count("16:10") == 1


def test_a_file_is_only_kept_for_the_plan_that_was_shown(page, home) -> None:
    form = fields(page.get("/answers").text, "/do/answers")
    home.rename(home.parent / "moved")
    shown = page.send("/do/answers", form, "exit.xlsx", b"an answer")
    assert "is not a workspace" in page.get("/").text
    assert shown.status == 409
    assert not home.exists(), "nothing private is left where the folder was"


def test_a_file_that_cannot_be_kept_has_a_reason(page, home) -> None:
    form = fields(page.get("/answers").text, "/do/answers")
    (home / ".sstc").write_bytes(b"")  # in which nothing can be written, as on a full disk
    shown = page.send("/do/answers", form, "exit.xlsx", b"an answer")
    assert "a file cannot be read or written: " in shown.text


def test_two_at_once_are_one(page, home) -> None:
    shown = page.post(
        "/do/swap", fields(page.get("/webinars/9").text, "/do/swap") | {"other": "10"}
    )
    form = fields(shown.text, "/do/swap")
    with ThreadPoolExecutor(2) as pool:
        found = sorted(one.status for one in pool.map(lambda _: page.post("/do/swap", form), "ab"))
    assert found == [200, 409]


def test_prepared_mails_are_listed(page, home, sstc) -> None:
    file = home / "data" / "webinars.yaml"
    file.write_text(
        plan_of(home)
        .replace("  - id: catis\n", "  - id: catis\n    email: office@example.org\n", 1)
        .replace("en: Product Selection and", "en: <i>Products</i> and", 1),
        "utf-8",
    )
    contacts = home / "contacts.csv"
    contacts.write_text("email,name,language\nana@example.net,<b>Ana</b>,en\n", "utf-8")
    done = sstc(
        "mail", "prepare", "invitation", "6", "--to", contacts, "--early", "--today", "2020-09-05"
    )
    assert done.status == 0, done.err
    text = page.get("/mail").text
    batch = re.search(r"mail\?batch=([^\"]+)", text)
    assert batch
    assert "<bdi>Invitation · contacts</bdi>" in text
    assert batch[1] not in re.sub("<[^>]*>", "", text), "people do not know its name"
    assert "<bdi>webinar 6</bdi>" in text
    assert "<bdi>prepared (1)</bdi>" in text
    text = page.get(f"/mail?batch={batch[1]}").text
    assert "&lt;b&gt;Ana&lt;/b&gt;</bdi></a>" in text, "a name is no markup"
    for word in (
        "ana@example.net",
        "<bdi>English</bdi></td>",
        "prepared (1)</strong>",
        "Output of the command",
    ):
        assert word in text, word
    link = re.search(r"/(mail\?batch=[^\"]+&amp;mail=[^\"#]+)#one", text)
    assert link
    about = unescape(link[1])
    text = page.get(f"/{about}").text
    frame = about.replace("mail?", "/frame/prepared?", 1)
    assert f'src="{page.root}{frame.replace("&", "&amp;")}"' in text
    framed = page.get(frame)
    (file,) = (home / ".sstc" / "outbox").glob("*/*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert framed.text == mail.get_body(("html",)).get_content()
    assert framed.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert f'<h4 id="one"><bdi>{escape(mail["Subject"])}</bdi>' in text
    assert "<i>Products</i>" in mail["Subject"]
    for wrong in (f"/{about}x", "/mail?batch=x", f"{frame}x", "/frame/prepared?batch=../x&mail=y"):
        reply = page.get(wrong)
        assert reply.status == 404, wrong
        assert "no such page" in reply.text, wrong
    for spoil in (lambda: file.write_bytes(b"<script>"), file.unlink, file.mkdir):
        spoil()
        text = page.get(f"/{about}").text
        assert "The file of this mail is missing or was edited." in text
        assert "Ana" not in text
        assert page.get(frame).status == 404
    assert "0 of 1" in page.get("/webinars").text
    framed = page.get("/frame/mail?message=invitation&number=6&language=zh").text
    assert 'lang="zh' in framed


def test_mails_that_need_a_look_come_first(home, monkeypatch) -> None:
    batch = prepare(home, 4)
    workspace = open_workspace(home, TODAY)
    store, reader = store_of(workspace), Reader(phrases_in("fr"), "en")
    ids = [mail.id for mail in mails_of(store, batch, STATES)]
    settle(store, ids[2:3], MailState.FAILED, STATES, "550 5.1.1 <b>no such user</b>")
    settle(store, ids[3:], MailState.DOT, STATES, "")
    monkeypatch.setattr(prepared, "_MOST", 3)
    found = prepared.mails_in_words(workspace, batch, UTC, reader)
    assert found["more"] == 1
    assert [label for label, _ in found["groups"]] == [
        "échoués (1)", "en cours d’envoi (1)", "préparés (2)",
    ]  # fmt: skip
    ((_, (mail,)), *_) = found["groups"]
    assert (mail["id"], mail["language"]) == (short_id(ids[2]), "English")
    assert mail["reason"].startswith("550 5.1.1 <b>")
    assert re.fullmatch("seeded-000[0-3]@example.org", mail["address"])
    page = prepared.mail_as_page(workspace, {"batch": batch, "mail": mail["id"]})
    assert b"<pre" in page
    assert b"Line 4 to you" in page


def test_a_store_that_cannot_be_read_is_not_said_to_be_empty(page, home) -> None:
    (home / ".sstc").mkdir(exist_ok=True)
    (home / ".sstc" / "store.sqlite").write_bytes(b"garbage" * 100)
    for path in ("/answers", "/mail"):
        text = page.get(path).text
        assert "is damaged" in text
        assert not re.search("No answers have|No mails have", text), path


def test_cookies_of_other_programs_lock_nobody_out(page) -> None:
    own = page.headers["Cookie"]
    for odd in ('prefs={"theme": "dark"}', "a=b c", "foo", "a[b]=1", "path=/", 'a="x'):
        assert page.get("/", Cookie=f"{odd}; {own}").status == 200, odd


def test_a_closed_terminal_leaves_no_answers_behind(home) -> None:
    with opened(home) as visitor:
        form = fields(visitor.get("/answers").text, "/do/answers")
        data = (REPOSITORY / "examples" / "exit.xlsx").read_bytes()
        visitor.send("/do/answers", form, "exit.xlsx", data)
        assert [*(home / ".sstc").glob("office-*/*/*")]
    assert not [*(home / ".sstc").glob("office-*")]


def test_a_page_that_was_killed_leaves_its_answers_to_the_next_one(home) -> None:
    def files(visitor: Visitor) -> list[Path]:
        form = fields(visitor.get("/answers").text, "/do/answers")
        visitor.send("/do/answers", form, "exit.csv", b"an answer")
        return [*(home / ".sstc").glob("office-*/*/*")]

    with opened(home) as first:
        (left,) = files(first)
        with opened(home) as second:
            assert left in files(second), "the first page is still open"
        assert (home / ".sstc").stat().st_mode & 0o777 == 0o700
        first.kill()
    assert left.is_file()
    with opened(home) as third:
        assert left not in files(third)
        assert not left.parent.parent.exists()


def test_a_file_that_did_not_fit_on_the_disk_is_not_kept(tmp_path, monkeypatch) -> None:
    office = Office(SimpleNamespace(root=tmp_path), Runner, read_only=False)
    write = Path.write_bytes

    def fill(path: Path, data: bytes) -> None:
        write(path, data[:3])
        assert path.stat().st_mode & 0o777 == 0o600
        raise OSError(ENOSPC, "no space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(OSError, match="no space"):
        office._kept(server.Upload("exit.csv", b"an answer"), "")
    assert [*tmp_path.glob(".sstc/office-*/*/*")] == []


def test_a_change_whose_file_has_made_room_for_others_is_old(page, home) -> None:
    data = (REPOSITORY / "examples" / "exit.xlsx").read_bytes()
    form = fields(page.get("/answers").text, "/do/answers") | {"webinar": ""}
    shown = page.send("/do/answers", form, "exit.xlsx", data)
    (kept,) = (home / ".sstc").glob("office-*/*/*.xlsx")
    kept.unlink()
    done = page.post("/do/answers", fields(shown.text, "/do/answers"))
    assert (done.status, "the page is old" in done.text) == (409, True)


ENGLISH = re.compile("overdue since|is due since|moves? to |affected:|has changed since")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("准备邮件", "原", "内罗毕", "本周")),
        ("ar", ("إعداد الرسائل", "سابقًا", "نيروبي", "هذا الأسبوع")),
    ],
)
def test_no_page_mixes_languages(page, sstc, language, words) -> None:
    """What stays English are messages of commands, and they are marked."""
    assert sstc("release", "publish", "plan", "--today", "2020-09-20").status == 0
    page.headers["Accept-Language"] = language
    form = fields(page.get("/webinars/9").text, "/do/move") | {"time": "16:00"}
    shown = page.post("/do/move", form).text
    done = page.post("/do/move", fields(shown, "/do/move")).text
    today = page.get("/").text
    for word in (words[0], *words[2:]):
        assert word in today
    assert not re.search(">(invitation|agenda|exit-survey)<", today), "messages have names"
    for text in (today, shown, done, page.get("/problems").text, page.get("/changes").text):
        ours = re.sub(r'<(\w+)[^>]*lang="en"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
        assert not ENGLISH.search(ours), ENGLISH.search(ours)
    assert "20:00–21:30" in shown
    assert words[1] in page.get("/changes").text


def test_today_has_the_lines_of_the_terminal(page, sstc) -> None:
    """The same act for many webinars is one line, and words in capitals are explained."""
    lines = json.loads(sstc("todo", "--json", "--all", "--today", DAY).out)["lines"]
    text = re.sub("</?code>", "`", unescape(page.get("/").text))
    for line in lines:
        assert line["text"][1:] in text, "it begins with a capital letter"
        assert line["fill"] in text
    told = sstc("todo", "--all", "--today", DAY).out
    assert [one for one in lines if one["text"][1:] not in told] == []
    assert "FILE is your list of contacts; then the same for webinar 7" in text
    assert "then the same for webinars 2, 3" in told
    page.headers["Accept-Language"] = "fr"
    text = page.get("/").text
    assert "webinaires 1, 2 et 3" in text
    assert "FILE est votre liste de contacts" in text
    assert "puis de même\N{NO-BREAK SPACE}: webinaires 2 et 3" in text


def test_what_is_due_today_stands_on_the_page_once(home) -> None:
    with opened(home, day="2020-09-25") as page:
        page.headers["Accept-Language"] = "zh"
        tasks = re.findall(r"<li class=\"u.*?</p>", page.get("/").text, re.DOTALL)
    of_seven = [one for one in tasks if "确认演讲人" in one and "第7场" in one]
    assert len(of_seven) == 1


def test_each_kind_of_task_has_words() -> None:
    tree = ast.parse(Path(todo.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    tasks = [call.args for call in calls if getattr(call.func, "id", "") == "Task"]
    kinds = {args[4].value for args in tasks if isinstance(args[4], ast.Constant)}
    known = {"duty", "release", "earlier", "calendar", "answers", "report", "note"}
    known |= {"failing"}  # has the words of the command, which are English
    assert kinds == known, "give a new kind its words in `words.py`, and all catalogues"


def test_changes_say_who_is_to_be_told(page, home, sstc) -> None:
    assert sstc("release", "publish", "plan", "--today", "2020-09-20").status == 0
    assert sstc("schedule", "move", "9", "--time", "16:00", "--today", "2020-09-20").status == 0
    text = page.get("/changes").text
    told = text.partition("People to tell")[2].partition("</section>")[0]
    assert "webinar 9" in told
    assert 'City officials</bdi> <span class="fact">audience' in told
    assert f'{page.root}/webinars/9">Webinar 9</a>' in page.get("/problems").text


EVIL = "<script>alert(1)</script>\u202egnp.exe\u2066\x1b[2J"


def test_hostile_answers_and_file_names_stay_text(page, home) -> None:
    file = next((REPOSITORY / "examples" / "exports").glob("exit*5*"))
    rows = [*csv.reader(StringIO(file.read_text("utf-8-sig")), delimiter=";")]
    for name in ("comment", "full_name"):
        rows[1][rows[0].index(name)] = f"{EVIL}\n=1+1"
    data = StringIO()
    csv.writer(data, delimiter=";").writerows(rows)
    form = fields(page.get("/answers").text, "/do/answers")
    name = "exit-webinar-5<script>x\u202e.csv"
    shown = page.send("/do/answers", form, name, data.getvalue().encode())
    done = page.post("/do/answers", fields(shown.text, "/do/answers"))
    paths = ("/answers?number=5", "/changes", "/webinars", "/frame/report?number=5", "/problems")
    assert "40 rows: 40 new" in done.text
    for text in (shown.text, done.text, *(known(page, path) for path in paths)):
        assert not re.search("<script>|[\u202a-\u202e\u2066-\u2069\x1b]", text)
    assert [*(home / ".sstc").glob("office-*/*/*")] == []


def test_the_page_and_a_terminal_at_once_lose_nothing(page, home, sstc) -> None:
    for clock in ("16:05", "16:10", "16:15"):
        form = fields(page.get("/webinars/7").text, "/do/move") | {"time": clock}
        form = fields(page.post("/do/move", form).text, "/do/move")
        with ThreadPoolExecutor(2) as pool:
            ours = pool.submit(page.post, "/do/move", form)
            command = ["--workspace", home, "schedule", "move", "8", "--time", clock]
            other = pool.submit(subprocess.run, [*SSTC, *command], capture_output=True, check=False)
        moved = {
            "7": "could not be done" not in ours.result().text and ours.result().status == 200,
            "8": other.result().returncode == 0,
        }
        assert any(moved.values())
        for number, done in moved.items():
            assert (f"{clock}" in page.get(f"/webinars/{number}").text) is done, (number, clock)


def test_what_is_slow_waits_for_no_lock_and_runs_nothing_of_the_workspace(
    home, monkeypatch
) -> None:
    for name in ("sstc_cli.py", "json.py", "typer.py"):
        (home / name).write_text("open('run', 'w')")
    monkeypatch.chdir(home)
    root = SimpleNamespace(find_root=lambda: SimpleNamespace(command=None))
    run = Runner(root, Session(folder=home, today=date(2020, 9, 20)))
    with run._lock:
        found = run.apart("validate", "--format", "json")
        assert found.result(60).facts["diagnostics"]
    assert run.apart("validate", "--format", "json") is found, "it is kept"
    (home / "data" / "webinars.yaml").touch()
    assert run.apart("validate", "--format", "json") is not found
    run.close()
    assert not (home / "run").exists()


def test_strangers_that_stay_or_dawdle_lock_nobody_out(monkeypatch) -> None:
    """Another user of the computer may open connections, but has no cookie."""
    monkeypatch.setattr(server, "_BRIEFLY", 0.5)
    page = server.Page(lambda _: server.Answer(b"page"), lambda: "1")
    with server.server_at(18_100, page) as office:
        Thread(target=office.serve_forever, daemon=True).start()
        visitor = Visitor(office.address)
        address = ("127.0.0.1", office.server_port)
        many = [socket.create_connection(address) for _ in range(server._AT_ONCE + 8)]
        many[-1].send(b"GET / HTTP/1.1\r\nHost: ")
        assert visitor.get("/").text == "page"
        many[0].settimeout(0.2)
        assert many[0].recv(1) == b"", "the oldest makes room"
        many[-1].settimeout(5)
        assert many[-1].recv(1) == b"", "it took too long"
        for one in many:
            one.close()
        office.shutdown()


def test_a_file_that_is_too_large_is_refused_in_words(page, home, monkeypatch) -> None:
    form = fields(page.get("/answers").text, "/do/answers")
    page.headers["Accept-Language"] = "zh"
    reply = page.send("/do/answers", form, "large.csv", bytes(server._MOST))
    assert (reply.status, "60 MB" in reply.text) == (413, True)
    assert f'href="{page.root}/answers"' in reply.text
    assert not [*(home / ".sstc").glob("office-*/*/*")]
    without_token = page.send("/do/folder", {}, "large.csv", bytes(server._MOST))
    assert without_token.status == 413, "a folder opens only with a token"
    assert "32 MB" in page.send("/do/answers", form, "large.csv", b"a,b\n" * 14_000_000).text


def test_a_refused_change_can_be_made_all_the_same(page, home) -> None:
    """As with an option of the terminal, which the page does not name."""
    before = plan_of(home)
    form = fields(page.get("/webinars/8").text, "/do/move")
    form |= {"date": "2020-10-23", "time": "16:00"}
    refused = page.post("/do/move", form).text
    assert "would cause 1 new error, so nothing was written" in refused
    assert "fix the cause first<" in refused.replace("\n", "")
    assert "--force" not in refused
    again = fields(refused, "/do/move") | {"force": "1"}
    shown = page.post("/do/move", again).text
    assert "new with this change:" in shown
    assert plan_of(home) == before
    done = page.post("/do/move", fields(shown, "/do/move")).text
    assert "starts: 2020-10-23 16:00" in plan_of(home)
    shown = page.post("/do/undo", fields(done, "/do/undo")).text
    page.post("/do/undo", fields(shown, "/do/undo"))
    assert plan_of(home) == before


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("help: fix the cause first, or add `--force`\n", "help: fix the cause first\n"),
        ("help: add `--yes` to do it, or try it first with `--dry-run`\n", "help: try it first\n"),
        ("help: name it: `sstc surveys import x.csv --webinar 7`\n", ""),
        ("help: name another path with `-o`\n", ""),
        ("error: invalid value for `--date`\n", "error: invalid value for `date`\n"),
        ("x.csv was read as GB18030; `--encoding` changes that\n", "x.csv was read as GB18030\n"),
        (
            "x.csv!A1: warning W537 it fits `later` (import with `--survey later`)\n",
            "x.csv!A1: warning W537 it fits `later`\n",
        ),
        (
            "every text has a translation: add `--all`\n",
            "every text has a translation: add `--all`\n",
        ),
        ("error: webinar 9 has no `summary`\n", "error: webinar 9 has no `summary`\n"),
        (
            "help: run `sstc surveys undo 3`, or wait\n",
            "help: run `sstc surveys undo 3`, or wait\n",
        ),
    ],
)
def test_advice_about_options_is_left_to_the_terminal(said, shown) -> None:
    assert without_options(said) == shown
