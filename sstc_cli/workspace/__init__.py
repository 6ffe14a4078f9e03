"""A folder with a series: find it, open it, change it, or start a new one."""

from sstc_cli.workspace.data_files import Photos
from sstc_cli.workspace.edits import (
    Difference,
    cancel,
    difference,
    find_duty,
    move,
    record_done,
    rounds_of_fixes,
    set_value,
    swap,
    undo_done,
    with_edits,
    with_fixes,
)
from sstc_cli.workspace.git import tracked_files
from sstc_cli.workspace.history import (
    RELEASES,
    WORKING,
    next_release_file,
    release_files,
    releases_by_name,
)
from sstc_cli.workspace.open import DATA, Workspace, find_root, open_workspace
from sstc_cli.workspace.shipped import example_files, shipped_root
from sstc_cli.workspace.surveys import mapping_file, read_mapping, write_mapping
