"""The fields of `knowledge-note.md.j2` and `compendium.md.j2`, and examples to try them on."""
