"""The same facts for programs: one JSON file that never moves, and its schema."""
