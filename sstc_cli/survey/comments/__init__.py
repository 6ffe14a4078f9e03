"""The workbook in which people code comments: it is written, recognised, and read again."""
