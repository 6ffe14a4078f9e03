"""A new workspace, empty or from a spreadsheet."""
