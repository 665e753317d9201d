"""User names: @handles, names on a platform, gamer tags.

`find` puts the parts together, each named by what it reads: a sign in `signed`, a word
for the name in `told`, a platform beside what is no word in `made` and beside what no
word is like in `odd`, signs said aloud in `spoken`, capitals in the middle in `humps`.
What all of them call platforms and accounts is in `clues`, what a name looks like in
`looks`, how sure each way is in `guesses`.
"""

from recognizers.usernames.find import find_usernames

__all__ = ["find_usernames"]
