"""How much a knowledge note of two pages has room for.

Lengths are in columns: a Chinese character takes two. Tests fill a note up to them.
"""

from collections.abc import Mapping

LEAST_MESSAGES, MOST_MESSAGES = 3, 5
MOST_FIGURES, MOST_ROWS = 3, 6  # figures, and rows of one
MOST_QUESTIONS = 3  # answered ones; the compendium has all
MOST_MATERIALS = 4  # in a row; the compendium has all
MOST_STEPS = 3

# by the keys of the texts, without the indexes of lists
LONGEST: Mapping[tuple[str, ...], int] = {
    ("rapporteur", "name"): 60,
    ("rapporteur", "role"): 80,
    ("messages", "text"): 200,
    ("questions", "question"): 160,
    ("questions", "answer"): 320,
    ("materials", "title"): 60,
    ("materials", "licence"): 24,
    ("materials", "permission", "by"): 40,
    ("next_steps", "text"): 120,
    ("next_steps", "to"): 40,
    ("talks", "summary"): 1200,
    ("practices", "title"): 100,
    ("practices", "challenge"): 600,
    ("practices", "done"): 900,
    ("practices", "results"): 600,
    ("practices", "conditions"): 400,
}
