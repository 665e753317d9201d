"""Inflect Italian words: the forms of the lemmas in `lemmas_it.txt`.

No table of Italian words is published under a licence that suits this project, so its
lemmas are written by hand and their forms are made here. Used to build lists; never at
run time.
"""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

LEMMAS = Path(__file__).with_name("lemmas_it.txt")

_IMPERFECT = ("vo", "va", "vano", "sse")
_FUTURE = ("ò", "ai", "à", "anno", "ei", "ebbe")
_CLITICS = "mi ti si ci lo la li le".split()
_TO_ONE = "mi lo la melo".split()
_TO_MANY = "mi lo".split()
"""Not all that there are: the frequent ones, for the file's sake."""
_STRAIGHT = {
    "are": ("o", "i", "a", "iamo", "ate", "ano"),
    "ere": ("o", "i", "e", "iamo", "ete", "ono"),
    "ire": ("o", "i", "e", "iamo", "ite", "ono"),
    "isc": ("isco", "isci", "isce", "iamo", "ite", "iscono"),
}
_LINKS = {"are": "i", "ere": "a", "ire": "a", "isc": "isca"}
_PAST = {"are": "ò", "ere": "é", "ire": "ì", "isc": "ì"}
_THEMES = {"are": "a", "ere": "e", "ire": "i", "isc": "i"}
_SOFT_PLURAL = frozenset(
    "greco porco sindaco monaco stomaco farmaco intonaco canonico".split()
)
"""Those in -co with a plural in -ci though no -i- stands before."""
_SOFT_EXCEPT = frozenset("carico scarico incarico fico lombrico antico pudico".split())
_STRESSED = frozenset("zio addio rinvio avvio invio pendio mormorio ronzio".split())


def parse_lemmas(text: str) -> dict[str, list[str]]:
    """Return the entries by section; verbs with irregular forms are whole lines.

    Args:
        text: Lines of lemmas under headings as ``[nouns]``; ``#`` starts a remark.
    """
    sections: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            entries = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            entries.extend([line] if "|" in line else line.split())
    return sections


def inflect(section: str, entry: str) -> Iterator[str]:
    """Yield the forms of one entry of a section, the lemma among them.

    Raises:
        KeyError: There is no such section.
    """
    yield from _SECTIONS[section](entry)


def verb_forms(entry: str, kind: str) -> Iterator[str]:
    """Yield the forms of a regular verb: ``parlare``, ``prendere=preso``.

    Args:
        entry: The infinitive, and its participle if that is irregular.
        kind: "are", "ere", "ire", or "isc" for verbs as ``finire``.
    """
    infinitive, _, participle = entry.partition("=")
    stem, theme = infinitive[:-3], _THEMES[kind]
    join = _joined if kind == "are" else str.__add__
    present = [join(stem, it) for it in _STRAIGHT[kind]]
    future = join(stem, "ir" if theme == "i" else "er")
    regular = stem + {"e": "uto"}.get(theme, f"{theme}to")
    gerund = stem + ("ando" if kind == "are" else "endo")
    subjunctive = join(stem, _LINKS[kind])
    yield from present
    yield from (subjunctive, subjunctive + "no", stem + _PAST[kind])
    yield from _other_tenses(stem + theme, future)
    yield from participle_forms(participle or regular)
    yield from with_clitics(infinitive, gerund)
    yield from _orders(present[1] if kind != "are" else stem + "a", present[4])


def irregular_forms(entry: str) -> Iterator[str]:
    """Yield the forms of an irregular verb and its compounds from its main parts."""
    parts, _, prefixes = entry.partition(":")
    main = [part.strip() for part in parts.split("|")]
    for prefix in ("", *prefixes.split()):
        yield from _from_parts(prefix, main)


def _from_parts(prefix: str, main: list[str]) -> Iterator[str]:
    infinitive, _, theme, future, subjunctive, participle, gerund, order = (
        prefix + part for part in main
    )
    present = [prefix + form for form in main[1].split()]
    yield from (*present, f"{subjunctive}a", f"{subjunctive}ano")
    yield from _other_tenses(theme, future)
    yield from participle_forms(participle)
    yield from with_clitics(infinitive, gerund)
    if not order.endswith("-"):
        yield from _orders(order, present[4])


def _other_tenses(theme: str, future: str) -> Iterator[str]:
    """Yield imperfect, past subjunctive, future and conditional."""
    yield from (theme + ending for ending in _IMPERFECT)
    yield from (future + ending for ending in _FUTURE)


def participle_forms(participle: str) -> Iterator[str]:
    """Yield the four forms of a participle."""
    yield from (participle[:-1] + ending for ending in "oaie")


def with_clitics(infinitive: str, gerund: str) -> Iterator[str]:
    """Yield infinitive and gerund, alone and with pronouns: dirmi, mandandolo."""
    yield from (infinitive, gerund)
    short = infinitive[:-2] if infinitive.endswith("rre") else infinitive[:-1]
    yield from (short + clitic for clitic in _CLITICS)
    yield f"{gerund}lo"


def _orders(one: str, many: str) -> Iterator[str]:
    """Yield imperatives with pronouns: mandami, fammelo, mandatemi."""
    doubled = len(one) == len("fa") and one[-1] in "aio"
    yield from (one + clitic[0] * doubled + clitic for clitic in _TO_ONE)
    yield from (many + clitic for clitic in _TO_MANY)


def _joined(stem: str, ending: str) -> str:
    """Join the stem of a verb in -are and an ending: paghi, mangi, comincerà."""
    if stem.endswith(("c", "g")) and ending[0] in "ei":
        return f"{stem}h{ending}"
    if ending[0] == "i" or (ending[0] == "e" and stem.endswith(("ci", "gi"))):
        stem = stem.removesuffix("i")
    return stem + ending


def noun_forms(noun: str) -> Iterator[str]:
    """Yield a noun and its plural; one that ends in an accent or consonant has none."""
    yield noun
    if noun[-1] == "a":
        yield _soft(noun[:-1], "e")
    elif noun[-1] in "oe":
        yield _plural(noun)


def masculine_forms(noun: str) -> Iterator[str]:
    """Yield a noun in -a that may be a man's or thing's: problema, artista."""
    yield from noun_forms(noun)
    yield _hard(noun[:-1], "i")


def thing_forms(noun: str) -> Iterator[str]:
    """Yield a noun and its diminutives in the singular, and women's in the plural.

    Men's in the plural, -ini and -etti, are surnames more often.
    """
    yield from noun_forms(noun)
    if noun[-1] in "oea":
        stem = noun[:-1].removesuffix("i")
        for suffix, ending in product(("in", "ett"), "oae"):
            yield _hard(stem, suffix) + ending


def adjective_forms(adjective: str) -> Iterator[str]:
    """Yield an adjective's forms, its superlative and its adverb."""
    stem, last = adjective[:-1], adjective[-1]
    yield adjective
    if last == "o":
        yield from (f"{stem}a", _plural(adjective), _soft(f"{stem}", "e"))
        yield f"{stem}amente"
    elif last == "e":
        cut = stem if stem[-1] in "lr" and stem[-2] in "aeiou" else adjective
        yield from (f"{stem}i", f"{cut}mente")
    elif adjective.endswith("ista"):
        yield from masculine_forms(adjective)
    if last in "oe":
        yield from participle_forms(_hard(stem.removesuffix("i"), "issimo"))


def _plural(word: str) -> str:
    """Return the plural of a word in -o or -e."""
    stem = word[:-1]
    if word.endswith("co") and word not in _SOFT_EXCEPT:
        soft = stem.endswith("ic") or word in _SOFT_PLURAL
        return f"{stem}{'' if soft else 'h'}i"
    if word.endswith(("ologo", "fago")):
        return f"{stem}i"
    if word.endswith("io"):
        return f"{stem}i" if word in _STRESSED else stem
    return _hard(stem, "i") if word[-1] == "o" else f"{stem}i"


def _hard(stem: str, ending: str) -> str:
    """Join so that c and g stay hard before e and i; two i become one."""
    if stem.endswith(("c", "g")) and ending[0] in "ei":
        return f"{stem}h{ending}"
    return stem.removesuffix("i") + ending if ending[0] == "i" else stem + ending


def _soft(stem: str, ending: str) -> str:
    """Join stem and -e: amiche, spiagge, camicie."""
    if stem.endswith(("ci", "gi")) and stem[-3:-2] not in "aeiou":
        return stem[:-1] + ending
    return _hard(stem, ending)


def _only(word: str) -> Iterator[str]:
    yield word


def _regular(kind: str) -> Callable[[str], Iterator[str]]:
    return lambda entry: verb_forms(entry, kind)


_SECTIONS: dict[str, Callable[[str], Iterator[str]]] = {
    **{kind: _regular(kind) for kind in _STRAIGHT},
    "irregular": irregular_forms,
    "nouns": noun_forms,
    "masculine": masculine_forms,
    "things": thing_forms,
    "adjectives": adjective_forms,
    "fixed": _only,
}
