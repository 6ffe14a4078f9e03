"""The data that templates and the terminal show: plain, and a stable contract.

Import each module by its own name: setting all views up takes as long as an agenda.
"""
