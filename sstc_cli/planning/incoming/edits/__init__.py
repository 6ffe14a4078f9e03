"""Changes of cells, new rows and missing ones become edits of the data file."""
