"""A workbook that comes back becomes a reviewed change of the plan."""
