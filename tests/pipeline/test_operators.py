"""What a view shows of an entity is little, and never a piece of what it hides."""

import logging
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import RenderError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.mask import Rendered
from pipeline.core.policy import KEEP, OPERATORS, Rule, View
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import OURS, SHARED_MAIL_HOSTS, Renderer

KEYS = load_keys(Path("unused"), new_keyset())
RENDER = Renderer(KEYS.token, ("DE", "IT", "GB"))
HIDING = sorted(set(OPERATORS) - {KEEP})


def view_of(operator: str, entity: str = "X", **params: int) -> View:
    """Return a view that shows `entity` by `operator`."""
    return View(
        name="v", domain="v", rules={EntityType(entity): Rule(operator, params)}
    )


def shown(operator: str, text: str, canonical: str | None = None, **params: int) -> str:
    """Render a text that is one entity as a whole."""
    finding = Finding(0, len(text), EntityType("X"), 0.9, "", canonical or text)
    return RENDER(text, [finding], view_of(operator, "X", **params), None).text


def test_every_operator_of_a_policy_exists() -> None:
    """A rule that passes the policy's checks can be carried out."""
    names = {operator.name for operator in OURS} | {"keep", "redact"}

    assert names == set(OPERATORS)
    assert names <= set(RENDER._engine.get_anonymizers())


@pytest.mark.parametrize(
    ("operator", "text", "canonical", "expected"),
    [
        pytest.param("label", "Ann", "ann", "<X>", id="label"),
        pytest.param("redact", "Ann", "ann", "", id="redact"),
        pytest.param("initials", "Anna Muster", "anna muster", "A. M.", id="name"),
        pytest.param("initials", "Jörg Öst", "jörg öst", "J. Ö.", id="umlaut"),
        pytest.param(
            "last4", "4242 4242 4242 4242", "4242424242424242", "•••• 4242", id="card"
        ),
        pytest.param(
            "last4",
            "de89 3704 0044 0532 0130 00",
            "DE89370400440532013000",
            "•••• 3000",
            id="iban",
        ),
        pytest.param(
            "partial_email",
            "Max.M@GMX.de",
            "max.m@gmx.de",
            "m•••@gmx.de",
            id="shared host",
        ),
        pytest.param(
            "partial_email", "a@gmx.de", "a@gmx.de", "•••@gmx.de", id="one letter"
        ),
        pytest.param(
            "partial_email",
            "ann@muster.example.com",
            "ann@muster.example.com",
            "a•••@•••.com",
            id="own domain",
        ),
        pytest.param(
            "partial_email",
            "ann@hotmail.co.uk",
            "ann@hotmail.co.uk",
            "a•••@hotmail.co.uk",
            id="two suffixes",
        ),
        pytest.param(
            "partial_phone",
            "0151 / 234567-42",
            "+4915123456742",
            "+49 151 ••••• 42",
            id="mobile",
        ),
        pytest.param(
            "partial_phone",
            "020 7946 0958",
            "+442079460958",
            "+44 207 ••••• 58",
            id="london",
        ),
        pytest.param(
            "partial_phone", "(06) 6982 1", "+390669821", "+39 0 ••••• 21", id="short"
        ),
        pytest.param(
            "year_band", "12.3.84", "1984-03-12", "1980-1984", id="five years"
        ),
        pytest.param(
            "coarse_coordinates",
            "52.520008, 13.404954",
            "52.520008,13.404954",
            "52.5, 13.4",
            id="pair",
        ),
        pytest.param(
            "coarse_coordinates", "-0.098765", "-0.098765", "-0.0", id="longitude"
        ),
        pytest.param("coarse_coordinates", "52", "52", "52", id="no decimals"),
        pytest.param(
            "ip_prefix", "203.0.113.77", "203.0.113.77", "203.0.113.0/24", id="v4"
        ),
        pytest.param(
            "ip_prefix", "2001:DB8::1", "2001:db8::1", "2001:db8::/48", id="v6"
        ),
        pytest.param("ip_prefix", "::1", "::1", "::/48", id="small v6"),
        pytest.param(
            "ip_prefix", "fe80::1%eth0", "fe80::1%eth0", "fe80::/48", id="scoped v6"
        ),
    ],
)
def test_what_is_shown(operator: str, text: str, canonical: str, expected: str) -> None:
    """Made from the canonical spelling, however it was written."""
    assert shown(operator, text, canonical) == expected


def test_parameters_make_it_coarser() -> None:
    """A rule may show less than its operator's default."""
    assert shown("year_band", "1987-01-01", years=10) == "1980-1989"
    assert shown("coarse_coordinates", "52.52", decimals=0) == "52"
    assert shown("ip_prefix", "203.0.113.77", v4=16) == "203.0.0.0/16"


@pytest.mark.parametrize(
    ("operator", "text", "canonical"),
    [
        pytest.param("initials", "A. Muster", "a. muster", id="letter shown whole"),
        pytest.param("initials", "Ann\u200ba Muster", "anna muster", id="zero-width"),
        pytest.param("initials", "Ann 0151 234", "ann 0151 234", id="digits in a name"),
        pytest.param("last4", "1234567", "1234567", id="too short"),
        pytest.param("last4", "42\u200b424242", "42424242", id="zero-width in a card"),
        pytest.param("last4", "vier zwei vier zwei", "42424242", id="spoken digits"),
        pytest.param("last4", "4242 4242 pin 1234", "42424242", id="more than a card"),
        pytest.param(
            "partial_email", "max at gmx dot de", "max@gmx.de", id="spoken mail"
        ),
        pytest.param("partial_email", "max (at) gmx.de", "max@gmx.de", id="obfuscated"),
        pytest.param("partial_email", "max@gmx.de", "max", id="no e-mail"),
        pytest.param("partial_phone", "null eins fünf", "+4915123456742", id="spoken"),
        pytest.param(
            "partial_phone", "０１５１ 234", "+4915123456742", id="full-width"
        ),
        pytest.param("partial_phone", "0151", "0151", id="not E.164"),
        pytest.param("partial_phone", "+49 12345", "+4912345", id="short phone"),
        pytest.param("partial_phone", "+999 1234567", "+9991234567", id="no country"),
        pytest.param("year_band", "12.3.84", "12.3.84", id="no century"),
        pytest.param("year_band", "1984 or 1985", "1984 or 1985", id="two years"),
        pytest.param("coarse_coordinates", "N 52° 31'", "N 52° 31'", id="degrees"),
        pytest.param("ip_prefix", "1.2.3", "1.2.3", id="no address"),
    ],
)
def test_odd_values_are_labelled(operator: str, text: str, canonical: str) -> None:
    """In doubt, nothing is shown."""
    assert shown(operator, text, canonical) == "<X>"


def test_pseudonym_is_listed_with_its_token() -> None:
    """The token in the text and in the entity are one."""
    finding = Finding(3, 6, EntityType("PERSON"), 0.9, "", "ann")

    rendered = RENDER("Hi Ann!", [finding], view_of("pseudonym", "PERSON"), None)

    token = KEYS.token("v", "PERSON", "ann")
    assert rendered.text == f"Hi <PERSON:{token}>!"
    assert rendered.entities[0].token == token


def test_equal_values_have_equal_tokens_and_others_have_not() -> None:
    """Two entities of one type keep their own canonical values."""
    text = "Ann, Bob, ANN"
    person = EntityType("PERSON")
    findings = [
        Finding(0, 3, person, 0.9, "", "ann"),
        Finding(5, 8, person, 0.9, "", "bob"),
        Finding(10, 13, person, 0.9, "", "ann"),
    ]

    entities = RENDER(text, findings, view_of("pseudonym", "PERSON"), None).entities

    assert entities[0].token == entities[2].token != entities[1].token


def test_pseudonym_without_a_canonical_spelling_is_the_texts() -> None:
    """A recognizer that knows none, such as Presidio's, still joins."""
    person = EntityType("PERSON")
    findings = [Finding(0, 3, person, 0.9), Finding(4, 7, person, 0.9)]

    entities = RENDER(
        "Ann Ann", findings, view_of("pseudonym", "PERSON"), None
    ).entities

    assert entities[0].token == entities[1].token is not None


def test_neighbours_of_one_type_stay_two() -> None:
    """Presidio would merge them across a space."""
    mail = EntityType("EMAIL_ADDRESS")
    text = "a@b.de c@d.de"
    findings = [Finding(0, 6, mail, 0.9), Finding(7, 13, mail, 0.9)]

    rendered = RENDER(text, findings, view_of("label", "EMAIL_ADDRESS"), None)

    assert rendered.text == "<EMAIL_ADDRESS> <EMAIL_ADDRESS>"


def test_text_that_looks_like_ours_is_no_entity() -> None:
    """A sender can type `<PERSON:...>`; what we replaced is what is listed."""
    text = "<PERSON:abc> •••• Ann"
    finding = Finding(18, 21, EntityType("PERSON"), 0.9)

    rendered = RENDER(text, [finding], view_of("label", "PERSON"), None)

    assert rendered.text == "<PERSON:abc> •••• <PERSON>"
    assert [(e.start, e.end) for e in rendered.entities] == [(18, 26)]


def test_finding_outside_its_text_is_refused() -> None:
    """Findings of another text would mask the wrong characters."""
    with pytest.raises(RenderError, match="outside") as caught:
        RENDER(
            "ab", [Finding(1, 9, EntityType("X"), 0.9, "", "x")], view_of("label"), None
        )

    assert caught.value.__cause__ is None


def test_overlapping_findings_are_refused() -> None:
    """Presidio would drop one of them in silence."""
    findings = [
        Finding(0, 3, EntityType("X"), 0.9),
        Finding(0, 2, EntityType("Y"), 0.9),
    ]

    with pytest.raises(RenderError, match="overlap"):
        RENDER("abc", findings, view_of("label"), None)


def test_nothing_of_the_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Not even with Presidio's own logger at its loudest."""
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("presidio-anonymizer")
    before = logger.level
    logger.setLevel(logging.DEBUG)

    try:
        shown("partial_phone", "0151 23456742", "+4915123456742")
        shown("pseudonym", "Ann Canary", "ann canary")
    finally:
        logger.setLevel(before)

    for canary in ("23456742", "anary"):
        assert canary not in caplog.text


# Letters that stand in no label, token alphabet or mask.
SECRET_LETTERS = "ΩЖ中ßéñ"


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    """Draw a text and disjoint findings in it, in order."""
    text = draw(
        st.text(st.sampled_from(SECRET_LETTERS + " ab1"), min_size=1, max_size=40)
    )
    cuts = draw(st.sets(st.integers(0, len(text)), max_size=8).map(sorted))
    entities = st.sampled_from(["PERSON", "PHONE_NUMBER", "X"]).map(EntityType)
    return text, [
        Finding(start, end, draw(entities), 0.9)
        for start, end in list(pairwise(cuts))[::2]
    ]


@given(texts_with_findings(), st.sampled_from(HIDING))
def test_between_findings_nothing_changes(
    drawn: tuple[str, list[Finding]], operator: str
) -> None:
    """Every character outside the entities is the text's, in its order."""
    text, findings = drawn
    view = View(name="v", domain="v", default=Rule("label"), rules=all_by(operator))

    rendered = RENDER(text, findings, view, None)

    assert between(rendered) == between_findings(text, findings)
    assert [e.label for e in rendered.entities] == [f.entity for f in findings]


@given(texts_with_findings(), st.sampled_from(["label", "redact", "pseudonym"]))
def test_no_claimed_character_is_shown(
    drawn: tuple[str, list[Finding]], operator: str
) -> None:
    """What stands in an entity's place has none of the letters it hides."""
    text, findings = drawn
    view = View(name="v", domain="v", rules=all_by(operator))

    rendered = RENDER(text, findings, view, None)

    for entity in rendered.entities:
        assert not set(rendered.text[entity.start : entity.end]) & set(SECRET_LETTERS)


@given(
    st.sampled_from(["initials", "last4", "partial_phone"]),
    st.one_of(
        st.from_regex(r"\+(49|39|44|1|7|852)[0-9]{4,12}", fullmatch=True),
        st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,4}", fullmatch=True),
        st.from_regex(r"[0-9a-z ]{1,20}", fullmatch=True),
    ),
)
def test_at_most_half_is_shown(operator: str, value: str) -> None:
    """Of a number without its country's code, of a name's or code's letters."""
    text = shown(operator, value)
    if text == "<X>":
        return

    kept = [c for c in text.partition(" ")[2] if c.isalnum()]
    if operator == "initials":
        kept = [c for c in text if c.isalnum()]
    code = len(text.partition(" ")[0]) if operator == "partial_phone" else 0

    assert len(kept) <= (len("".join(value.split())) - code) / 2


@given(st.from_regex(r"[a-z0-9._]{1,20}@[a-z0-9]{1,9}\.(de|com|it)", fullmatch=True))
def test_of_an_email_at_most_a_letter_and_a_shared_host_is_shown(value: str) -> None:
    """A domain of one's own names its owner."""
    local, _, domain = value.partition("@")

    start, _, end = shown("partial_email", value).partition("•••@")

    hidden = f"•••.{domain.rpartition('.')[2]}"
    assert len(start) <= len(local) / 2
    assert end == (domain if domain in SHARED_MAIL_HOSTS else hidden)


def all_by(operator: str) -> dict[EntityType, Rule]:
    """Return that rule for every type that is drawn."""
    return {
        EntityType(entity): Rule(operator) for entity in ("PERSON", "PHONE_NUMBER", "X")
    }


def between(rendered: Rendered) -> list[str]:
    """Return the stretches of a masked text that are no entity."""
    edges = [0, *(i for e in rendered.entities for i in (e.start, e.end))]
    return stretches(rendered.text, edges)


def between_findings(text: str, findings: Sequence[Finding]) -> list[str]:
    """Return the stretches of a raw text that no finding claims."""
    edges = [0, *(i for f in findings for i in (f.start, f.end))]
    return stretches(text, edges)


def stretches(text: str, edges: list[int]) -> list[str]:
    """Cut every second stretch out of `text`."""
    ends = [*edges[1:], len(text)]
    return [text[a:b] for a, b in list(zip(edges, ends, strict=True))[::2]]
