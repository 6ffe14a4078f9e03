"""`sstc site serve`, `pack` and `embed`: the site on this computer, in a file, on other pages."""

import http.client
import io
import json
import re
import socket
import struct
import zipfile
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from conftest import Sstc
from lxml import html
from sites import TODAY, URL, site

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.site.serve import Live, _server
from sstc_cli.site.servers import POLICY, SERVERS

__all__ = ["site"]


def test_the_zip_has_the_site_alone_and_the_same_bytes_again(sstc: Sstc, site: Path) -> None:
    (site / "private.txt").write_text("mine")
    packed = sstc("site", "pack").gives(0)
    data = Path(packed.out.strip()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for name in names:
            assert archive.read(name) == (site / name).read_bytes()
    assert "en/index.html" in names and not {"private.txt", ".sstc-site.json"} & {*names}
    assert sstc("site", "pack", "-o", "again.zip").status == 0
    assert Path("again.zip").read_bytes() == data


@pytest.mark.parametrize("server", SERVERS)
def test_a_web_server_gets_types_and_the_policy(sstc: Sstc, site: Path, server: str) -> None:
    sstc("site", "pack", "--for", server, "-o", "site.zip").gives(0)
    name, _ = SERVERS[server]
    with zipfile.ZipFile("site.zip") as archive:
        settings = archive.read(name).decode()
    assert POLICY in settings and "text/calendar" in settings
    compresses = {"apache": "DEFLATE text/html", "iis": "<urlCompression", "nginx": "gzip on;"}
    assert compresses.get(server, "") in settings
    page = (site / "en" / "index.html").read_text("utf-8")
    assert f'content="{POLICY}"' in page


def test_a_site_with_errors_is_not_packed(sstc: Sstc, site: Path) -> None:
    (site / "en" / "speakers.html").unlink()
    said = "the site has errors, the first of them E784, so nothing was written"
    sstc("site", "pack").gives(1, said)


def test_serve_shows_the_latest_data_with_a_script_that_loads_again(sstc, site, workspace) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    live = Live(Session(folder=workspace, today=date(2020, 9, 20)), draft=True)
    live.refresh()
    status, kind, page = live.answer("/en/index.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert b'<script defer src="/.live.js"></script></body>' in page
    assert live.answer("/.live.js")[2] and b"/.live.js" not in (site / "index.html").read_bytes()
    assert live.answer("/")[2] == live.answer("/index.html")[2]
    assert live.answer("/../data/webinars.yaml")[0] == live.answer("/nothing")[0] == 404
    first = live.answer("/.version")[2]
    data = workspace / "data" / "webinars.yaml"
    data.write_text(data.read_text("utf-8").replace("title: Ports", "title: Harbours"), "utf-8")
    assert live.answer("/.version")[2] != first
    assert b"Harbours" in live.answer("/en/webinars/sustainable-logistics.html")[2]
    data.write_text("broken: [", "utf-8")
    assert live.answer("/.version")[0] == 200
    assert b"Harbours" in live.answer("/en/webinars/sustainable-logistics.html")[2]
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_serve_answers_on_this_computer_only(sstc: Sstc, site: Path, workspace: Path) -> None:
    live = Live(Session(folder=workspace, today=date(2020, 9, 20)), draft=False)
    live.refresh()
    with _server(8_100, live) as server:
        assert server.server_address[0] == "127.0.0.1"
        Thread(target=server.serve_forever, daemon=True).start()

        def ask(path: str, host: str = "localhost") -> tuple[int, bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", f"{host}:{server.server_port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read()

        assert ask("/en/index.html")[0] == 200
        assert ask("/en/calendar.ics")[1].startswith(b"BEGIN:VCALENDAR")
        assert ask("/", "rebound.example")[0] == 403
        assert ask("/%2e%2e/data/webinars.yaml")[0] == 404
        server.shutdown()


def test_a_browser_that_leaves_or_asks_for_nonsense_prints_nothing(site, workspace, capfd) -> None:
    live = Live(Session(folder=workspace, today=date(2020, 9, 20)), draft=False)
    live.refresh()
    with _server(8_100, live) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        server.daemon_threads = False  # closing it waits for the answers
        for path in (b"/en/index.html", b"/.version", b"http://[x/"):
            with socket.create_connection(("127.0.0.1", server.server_port)) as peer:
                peer.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: localhost:1\r\n\r\n")
                # a reset, not an end
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with socket.create_connection(("127.0.0.1", server.server_port)) as peer:
            peer.sendall(b"GET http://[x/ HTTP/1.0\r\nHost: localhost:1\r\n\r\n")
            assert peer.makefile("rb").readline().split()[1] == b"400"
        server.shutdown()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_webinar_to_paste_has_nothing_that_editors_take_away(sstc, site, language) -> None:
    pasted = sstc("site", "embed", 7, "--language", language).gives(0)
    nodes = [*html.fromstring(pasted.out).iter()]
    assert {node.tag for node in nodes} <= {"div", "h3", "p", "strong", "a", "span"}
    assert {name for node in nodes for name in node.attrib} <= {"lang", "dir", "href"}
    assert f"{URL}{language}/webinars/sustainable-logistics.html" in pasted.out
    assert "UTC+8" in pasted.out


def test_a_cancelled_webinar_to_paste_says_so_and_a_frame_needs_an_address(sstc, site, workspace):
    assert "<h3>Cancelled: Sustainable Operation" in sstc("site", "embed", 9).out
    assert sstc("site", "embed", 99).status == 2
    assert f'<iframe src="{URL}en/embed.html" title="' in sstc("site", "embed").out
    page = (site / "en" / "embed.html").read_text("utf-8")
    assert "<script" not in page and 'target="_blank" rel="noopener"' in page
    assert 'content="noindex"' in page and page.count("</title>") == 1
    assert f"<title>{html.fromstring(page).find('.//h1').text_content()}</title>" in page
    data = workspace / "data" / "webinars.yaml"
    data.write_text(re.sub("site_url: .*\n", "", data.read_text("utf-8")), "utf-8")
    sstc("site", "embed").gives(1, "`site_url`")


def test_build_answers_programs(sstc: Sstc, site: Path) -> None:
    answer = json.loads(sstc("site", "build", *TODAY, "--json").out)
    assert answer["written"] == [] and answer["unchanged"] > 100
    assert answer["first_page"] == str(Path("out/site/index.html"))
