"""Word files are small, have no dates of their own, and do not stay in memory."""

import gc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from docx.parts.document import DocumentPart
from made import series_of, written

from sstc_cli.render.zipped import zipped


def test_a_word_file_is_small_with_pictures_as_they_are_and_no_date() -> None:
    with ZipFile(BytesIO(written(series_of("harmless"), "docx"))) as parts:
        assert parts.testzip() is None
        assert {entry.compress_type for entry in parts.infolist()} == {ZIP_DEFLATED}
        assert sum(entry.compress_size for entry in parts.infolist()) < 8_000
    with ZipFile(BytesIO(zipped({"a.xml": b"<a/>", "b/logo.png": b"picture"}))) as parts:
        assert parts.namelist() == ["a.xml", "b/logo.png"]
        assert parts.getinfo("b/logo.png").compress_type == ZIP_STORED
        assert parts.read("b/logo.png") == b"picture"
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_written_word_file_is_given_back_without_a_search_for_garbage() -> None:
    written(series_of("first"), "docx")  # what all files begin with is kept
    gc.collect()
    gc.disable()
    try:
        written(series_of("second"), "docx")
        kept = [part for part in gc.get_objects() if isinstance(part, DocumentPart) and vars(part)]
    finally:
        gc.enable()
    assert not kept
