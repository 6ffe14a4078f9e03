"""The figures of a report: one module for each form in which tables are drawn."""
