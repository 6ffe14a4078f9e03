"""Mistakes in the user's data, as values, and the formats in which they are printed."""

from sstc_cli.diagnostics.diagnostic import (
    Diagnostic,
    Place,
    Severity,
    column_letters,
    did_you_mean,
    did_you_mean_webinar,
    format_path,
    meant,
    nearest,
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
    display_width,
    json_entry,
    json_text,
    printable,
    split_lines,
    write_drawn,
    write_github,
    write_json,
    write_lines,
    write_sarif,
)
