"""The public site of a series: its files by name, what they may contain, and how they are packed.

Nothing here writes: `build` yields the bytes of each file, and the command line puts them in place.
"""
