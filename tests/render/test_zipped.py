"""Zip files that are small, and the same with every zlib."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made import series_of, written

from sstc_cli.render.zipped import zipped
from sstc_cli.render.zipped.deflate import deflated

TAGS = st.sampled_from([b"<w:p>", b"</w:p>", b'<w:t w:a="12">', b'"', b" word ", b"\xe4\xb8\xad"])


@given(st.lists(TAGS | st.binary(max_size=40), max_size=300).map(b"".join))
@example(b"")
@example(b"<a>" * 100_000)
@example(b"<paragraph>" + bytes(range(256)) * 200 + b"<paragraph>")
@example(b"".join(bytes([at]) * 2**at for at in range(18)))  # codes of more than 15 bits
def test_zlib_reads_what_was_compressed(data: bytes) -> None:
    packed = zlib.decompressobj(-15)
    assert packed.decompress(deflated(data)) + packed.flush() == data
    assert packed.eof and not packed.unused_data


def test_the_bytes_never_change() -> None:
    assert zlib.crc32(deflated(b'<w:p><w:r w:a="1">word, word</w:r></w:p>' * 50)) == 1207827280


def test_word_files_are_small_and_no_zlib_makes_them(monkeypatch) -> None:
    expected = written(series_of("harmless"), "docx")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("zlib would compress this")

    deflated.cache_clear()
    monkeypatch.setattr(zlib, "compressobj", refuse)
    monkeypatch.setattr(zlib, "compress", refuse)
    data = written(series_of("harmless"), "docx")
    assert data == expected
    assert len(data) < 8_000
    with ZipFile(BytesIO(data)) as parts:
        assert parts.testzip() is None
        assert {entry.compress_type for entry in parts.infolist()} == {ZIP_DEFLATED}
        assert sum(entry.file_size for entry in parts.infolist()) > 3.4 * len(data)


def test_word_files_are_nearly_as_small_as_zlib_makes_them() -> None:
    with ZipFile(BytesIO(written(series_of("harmless"), "docx"))) as parts:
        ours = sum(entry.compress_size for entry in parts.infolist())
        best = sum(len(zlib.compress(parts.read(entry), 9, -15)) for entry in parts.infolist())
    assert ours < 1.2 * best


def test_pictures_are_stored_as_they_are() -> None:
    with ZipFile(BytesIO(zipped({"a.xml": b"<a/>", "b/logo.png": b"picture"}))) as parts:
        assert parts.namelist() == ["a.xml", "b/logo.png"]
        assert parts.getinfo("b/logo.png").compress_type == ZIP_STORED
        assert parts.read("b/logo.png") == b"picture"


@pytest.mark.parametrize("name", ["a.xml", "a.png"])
def test_a_file_has_no_date_of_its_own(name: str) -> None:
    with ZipFile(BytesIO(zipped({name: b"<a/>"}))) as parts:
        assert parts.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0)
