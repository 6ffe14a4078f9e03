"""Word files do not stay in memory once they are written."""

import gc

from docx.parts.document import DocumentPart
from made import series_of, written


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
