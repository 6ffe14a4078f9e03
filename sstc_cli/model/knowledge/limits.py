"""How much a knowledge note of two pages has room for.

Lengths are in columns: a Chinese character takes two. Tests fill a note up to them.
"""

from collections.abc import Mapping

LEAST_MESSAGES, MOST_MESSAGES = 3, 5
MOST_FIGURES, MOST_ROWS, MOST_TOGETHER = 3, 4, 9  # figures, rows of one, and of all
MOST_EVIDENCE, EVIDENCE = 2, 42  # items under a message, and columns of one
MOST_QUESTIONS = 3  # answered ones; the compendium has all
MOST_MATERIALS = 3  # the compendium has all
MOST_STEPS = 2

# by the keys of the texts, without the indexes of lists
LONGEST: Mapping[tuple[str, ...], int] = {
    ("rapporteur", "name"): 50,
    ("rapporteur", "role"): 60,
    ("messages", "text"): 160,
    ("questions", "question"): 90,
    ("questions", "answer"): 180,
    ("materials", "title"): 50,
    ("materials", "licence"): 20,
    ("materials", "permission", "by"): 30,
    ("next_steps", "text"): 110,
    ("next_steps", "to"): 40,
    ("talks", "summary"): 1200,
    ("practices", "title"): 100,
    ("practices", "challenge"): 600,
    ("practices", "done"): 900,
    ("practices", "results"): 600,
    ("practices", "conditions"): 400,
}
