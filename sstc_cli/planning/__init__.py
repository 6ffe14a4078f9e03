"""The plan in Excel: a workbook goes out, and comes back as a reviewed change."""
