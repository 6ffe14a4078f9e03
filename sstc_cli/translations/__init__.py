"""The texts of a workspace, out to translators and back.

`units` finds the texts; `workbook`, `xliff` and `po` write and read the files of translators; and
`incoming` compares what comes back with the plan.
"""
