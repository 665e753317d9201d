"""What every judge asks: the words, and what stands around a name."""

import re

from recognizers.words import load_words
from recognizers.words.phrases import load_table

TABLE = load_table("people")
FIRST_NAMES = load_words("first_names")
NAME_WORDS = load_words("name_words")
"""First names that are everyday words, too."""
COMMON = load_words("common")
LEADING_PARTICLES = frozenset(TABLE["leading_particles"].split())

NAME_WORD = re.compile(
    r"[^\W\d_]{1,40}+(?:['’´`\-‐‑][^\W\d_]{1,40}+){0,3}+(?![\w@])(?!-\d)"
)
CLAUSE_END = re.compile(r"[ \t]{0,3}+(?:$|[^\w\s'’\-/&@+]|\n|[-–][ \t])")
