"""What is checked in the texts of a report: one module for each kind of mistake."""
