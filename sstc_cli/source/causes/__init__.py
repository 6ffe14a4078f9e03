"""The causes of errors in data files, and corrections: loaded after an error only."""
