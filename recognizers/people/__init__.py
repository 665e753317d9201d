"""People's names, by the phrases around them.

A phrase says how surely a name follows ("mi chiamo", "Hallo", "Sig.ra", "LG"); the
words that follow say how far it goes and whether they look like one. The tables in
``recognizers/words/`` hold the phrases and the words; here is the grammar.

`find` puts the parts together. `looks` says what one word looks like, `reading` makes
a name of several. Each kind of phrase has its judge: who is spoken of in `introduced`,
honorifics and labels in `titled`, the beginning and end of a letter in `letters`,
whom others speak of in `called`; `beside` reads brackets, accounts and articles.
`everyday` accepts names that are words, `unannounced` those without any phrase. What
all of them ask of a text is in `clues`, what a judge is in `judge`.
"""

from recognizers.people.find import find_people

__all__ = ["find_people"]
