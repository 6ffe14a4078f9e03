"""Mistakes in the user's data, as values, and the formats in which they are printed."""

from sstc_cli.diagnostics.diagnostic import (
    Diagnostic,
    Place,
    Severity,
    column_letters,
    format_path,
    select_codes,
    together,
)
from sstc_cli.diagnostics.edit import (
    AddItems,
    Document,
    Edit,
    Fix,
    Path,
    RemoveItems,
    RemoveKey,
    RenameKey,
    Reorder,
    Retype,
    SetValue,
)
from sstc_cli.diagnostics.formats import (
    json_entry,
    json_text,
    write_github,
    write_json,
    write_sarif,
)
from sstc_cli.diagnostics.suggest import did_you_mean, meant, nearest
from sstc_cli.diagnostics.text import (
    display_width,
    printable,
    split_lines,
    write_drawn,
    write_lines,
)

__all__ = [
    "AddItems",
    "Diagnostic",
    "Document",
    "Edit",
    "Fix",
    "Path",
    "Place",
    "RemoveItems",
    "RemoveKey",
    "RenameKey",
    "Reorder",
    "Retype",
    "SetValue",
    "Severity",
    "column_letters",
    "did_you_mean",
    "display_width",
    "format_path",
    "json_entry",
    "json_text",
    "meant",
    "nearest",
    "printable",
    "select_codes",
    "split_lines",
    "together",
    "write_drawn",
    "write_github",
    "write_json",
    "write_lines",
    "write_sarif",
]
