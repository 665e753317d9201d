"""What Hypothesis draws, for every test that needs it."""

from hypothesis import strategies as st

from pipeline.core.findings import EntityType, Finding

ENTITIES = [EntityType(n) for n in ("PERSON", "PHONE_NUMBER", "URL", "ADDRESS")]

INVISIBLE = "\u200b\u200d\u2060\u00ad\u202e\ufe0f\U000e0041\u0000"
"""Characters nobody sees: zero-width, soft hyphen, bidi, selectors, tags, NUL."""

DISGUISED = "０１²③٤५𝟨➐８⑨＠．ａｎ𝒂ﬁ℡½…аеорсΑΒο\u0301\u0308\u0336\u20e3\u00a0\u2003–−’„"
"""Characters that stand for others."""

WORDS = [
    "anna",
    "beispiel",
    "at",
    "ät",
    "(at)",
    "[dot]",
    "punkt",
    "punto",
    "dot",
    "klammeraffe",
    "chiocciola",
    "minus",
    "unterstrich",
    "example",
    "gmx",
    "com",
    "de",
    "null",
    "eins",
    "zwo",
    "drei",
    "quattro",
    "cinque",
    "oh",
    "seven",
    "double",
    "doppel",
    "plus",
    "twenty",
    "ventuno",
    "einundzwanzig",
    "O151",
    "23O45",
    "g",
    "m",
    "x",
    "www",
    "hallo",
]
"""Words that spoken addresses and numbers are made of."""


def scores() -> st.SearchStrategy[float]:
    """Draw a score, often one of a few so that ties happen."""
    return st.sampled_from([0.3, 0.5, 0.55, 0.6, 0.85, 0.9, 1.0]) | st.floats(0.0, 1.0)


@st.composite
def findings_in(draw: st.DrawFn, length: int) -> Finding:
    """Draw a finding in a text of `length` code points."""
    start = draw(st.integers(0, length - 1))
    return Finding(
        start,
        draw(st.integers(start + 1, length)),
        draw(st.sampled_from(ENTITIES)),
        draw(scores()),
        draw(st.sampled_from(["", "a", "b"])),
        draw(st.none() | st.sampled_from(["x", "y"])),
    )


def texts() -> st.SearchStrategy[str]:
    """Draw any string, lone surrogates included."""
    return st.text(st.characters(exclude_categories=()))


def disguised_texts() -> st.SearchStrategy[str]:
    """Draw a text of plain, disguised and invisible characters and spoken words."""
    characters = st.sampled_from(INVISIBLE + DISGUISED + "ab1 @.-\nä")
    words = st.sampled_from(WORDS).map(lambda word: f" {word} ")
    return st.lists(characters | words | st.characters(exclude_categories=())).map(
        "".join
    )


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Draw a text and findings in it, overlapping or not."""
    text = draw(st.text(min_size=1, max_size=30))
    return text, draw(st.lists(findings_in(len(text)), max_size=8))
