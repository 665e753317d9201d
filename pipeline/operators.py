"""Carry out rules: our operators in Presidio's AnonymizerEngine.

A partial mask is made from a value's canonical spelling, never by cutting pieces
out of the text: a text may hide more than it seems to. Where the text or the
canonical spelling isn't of the plain form that an operator knows, the entity's
label stands instead.
"""

import ipaddress
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.operators import Operator, OperatorType
from typing_extensions import override

from pipeline.core.canonical import canonical_of
from pipeline.core.errors import RenderError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.mask import Rendered, Replaced, placeholder
from pipeline.core.policy import OPERATORS, PSEUDONYM, Rule, View
from pipeline.core.quarantine import Token
from pipeline.core.recall import Memory

Params = Mapping[str, Any]
"""What an operator is given beside the text: ``entity`` and ``canonical`` of the
finding, its ``token`` if the rule makes one, and the rule's own parameters."""

DOTS: Final = "•"

SHARED_MAIL_HOSTS: Final = frozenset(
    """
    aol.com arcor.de alice.it aruba.it bluewin.ch btinternet.com email.it
    freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
    hotmail.co.uk hotmail.com hotmail.de hotmail.it icloud.com inwind.it iol.it
    libero.it live.com live.de live.it mac.com mail.de mailbox.org me.com
    msn.com orange.fr outlook.com outlook.de outlook.it posteo.de proton.me
    protonmail.com sky.com t-online.de tim.it tin.it tiscali.it virgilio.it
    virginmedia.com web.de yahoo.co.uk yahoo.com yahoo.de yahoo.it
    """.split()
)
"""Domains of so many people that they tell nothing about one."""

_PLAIN_PHONE = re.compile(r"[+0-9 ()/.\-\u00a0]+")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_PLAIN_MAIL = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9\-.]+", re.IGNORECASE)
_CANONICAL_MAIL = re.compile(r"([a-z0-9._%+\-]+)@([a-z0-9\-.]+)\.([a-z]{2,})")
_SEPARATORS = re.compile(r"[\s.\-/]")
_CODE = re.compile(r"[0-9a-z]{8,34}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ .'’\-]+[^\W\d_]{2,}){0,3}")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COORDINATES = re.compile(r"-?\d{1,3}(?:\.\d+)?(?:\s*,\s*-?\d{1,3}(?:\.\d+)?)?")
_DECIMAL = re.compile(r"(-?\d+)(?:\.(\d+))?")


class _OurOperator(Operator):
    """What Presidio asks of an operator, answered once for all of ours."""

    name: ClassVar[str]

    @override
    def operator_name(self) -> str:
        """Return the name that rules use."""
        return self.name

    @override
    def operator_type(self) -> OperatorType:
        """Return that it anonymizes."""
        return OperatorType.Anonymize

    @override
    def validate(self, params: Params | None = None) -> None:
        """Accept: `Rule` has checked the parameters when the policy was read."""

    @override
    def operate(self, text: str = "", params: Params | None = None) -> str:
        """Return what is shown instead of `text`; the label when in doubt."""
        params = params or {}
        shown = self.show(text, params["canonical"], params)
        return placeholder(params["entity"]) if shown is None else shown

    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Return what is shown; None for the label."""
        raise NotImplementedError


class Label(_OurOperator):
    """``<PERSON>``."""

    name = "label"

    @override
    def show(self, text: str, canonical: str, params: Params) -> None:
        """Never show anything."""


class Pseudonym(_OurOperator):
    """``<PERSON:k7f3q2m9...>``: equal values, equal tokens."""

    name = PSEUDONYM

    @override
    def show(self, text: str, canonical: str, params: Params) -> str:
        """Show the token, which needs the key to be made."""
        return placeholder(params["entity"], params["token"])


class Initials(_OurOperator):
    """``A. M.``: the first letter of up to four words."""

    name = "initials"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show at most every second letter, so no word of one letter."""
        if not (_WORDS.fullmatch(text.strip()) and _WORDS.fullmatch(canonical)):
            return None
        return " ".join(f"{word[0].upper()}." for word in _WORD.findall(canonical))


class Last4(_OurOperator):
    """``•••• 4242``: the end of a number of at least eight characters."""

    name = "last4"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show four characters if `text` is the number and nothing more."""
        plain = _SEPARATORS.sub("", text).casefold() == canonical.casefold()
        if not plain or not _CODE.fullmatch(canonical):
            return None
        return f"{DOTS * 4} {canonical[-4:]}"


class PartialEmail(_OurOperator):
    """``m•••@gmx.de``; a domain that isn't shared by millions is hidden too."""

    name = "partial_email"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show a first letter, and where mail of everybody is read."""
        parts = _CANONICAL_MAIL.fullmatch(canonical)
        if parts is None or not _PLAIN_MAIL.fullmatch(text):
            return None
        local, host, suffix = parts.groups()
        first = local[0] if len(local) > 1 else ""
        shared = f"{host}.{suffix}" in SHARED_MAIL_HOSTS
        return f"{first}{DOTS * 3}@{host if shared else DOTS * 3}.{suffix}"


class PartialPhone(_OurOperator):
    """``+49 151 ••••• 42``: country, start and end of the number."""

    name = "partial_phone"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show at most half of the digits after the country's code."""
        if not (_PLAIN_PHONE.fullmatch(text) and _E164.fullmatch(canonical)):
            return None
        code = _country_code(canonical)
        national = canonical[1 + len(code) :]
        start = min(3, len(national) // 2 - 2)
        if not code or start < 1:
            return None
        return f"+{code} {national[:start]} {DOTS * 5} {national[-2:]}"


class YearBand(_OurOperator):
    """``1980-1984`` for a date of birth."""

    name = "year_band"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show the years around the only year that the date names."""
        years = _YEAR.findall(canonical)
        if len(years) != 1:
            return None
        first = int(years[0]) // params["years"] * params["years"]
        return f"{first}-{first + params['years'] - 1}"


class CoarseCoordinates(_OurOperator):
    """``52.5, 13.4``: one decimal is about eleven kilometres."""

    name = "coarse_coordinates"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Cut the decimals off; one number or a pair, in degrees."""
        if not _COORDINATES.fullmatch(canonical):
            return None
        count = params["decimals"]
        return ", ".join(
            _cut(whole, decimals, count)
            for whole, decimals in _DECIMAL.findall(canonical)
        )


class IpPrefix(_OurOperator):
    """``203.0.113.0/24``: the network, not the machine."""

    name = "ip_prefix"

    @override
    def show(self, text: str, canonical: str, params: Params) -> str | None:
        """Show the first bits of the address."""
        try:
            bits = params[f"v{ipaddress.ip_address(canonical).version}"]
            return str(ipaddress.ip_network(f"{canonical}/{bits}", strict=False))
        except ValueError:
            return None


OURS: Final[tuple[type[_OurOperator], ...]] = (
    Label,
    Pseudonym,
    Initials,
    Last4,
    PartialEmail,
    PartialPhone,
    YearBand,
    CoarseCoordinates,
    IpPrefix,
)
"""Ours; ``keep`` and ``redact`` are Presidio's own."""


class _StandIn(NamedTuple):
    """What is shown instead of a stretch, and its token if the rule makes one."""

    text: str
    token: str | None


class Renderer:
    """Renders texts; see `pipeline.core.mask.Render`."""

    def __init__(self, token: Token, regions: Sequence[str]) -> None:
        """Make an engine that knows our operators.

        Args:
            token: Makes keyed tokens.
            regions: Where phone numbers without a country code may come from.
        """
        self._token = token
        self._regions = tuple(regions)
        # Two views show one value; to read its one spelling can take longer than both.
        self._canonicals = Memory(self._spelled, entries=2_048)
        self._engine = _engine()
        self._operators = {name: self._operator(name) for name in OPERATORS}

    def __call__(
        self, text: str, findings: Sequence[Finding], view: View, role: str | None
    ) -> Rendered:
        """Replace each finding by what `view` shows of it.

        Raises:
            RenderError: A finding lies outside the text, or two overlap.
        """
        pieces: list[str] = []
        entities: list[Replaced] = []
        read = written = 0
        for finding in findings:
            _check_place(finding, read, len(text))
            stand_in = self._operate(
                view.rule_for(finding.entity, role),
                view.domain,
                finding.entity,
                finding.canonical,
                text[finding.start : finding.end],
            )
            pieces += text[read : finding.start], stand_in.text
            start = written + finding.start - read
            read, written = finding.end, start + len(stand_in.text)
            entities.append(Replaced(finding.entity, start, written, stand_in.token))
        return Rendered("".join([*pieces, text[read:]]), entities)

    def _operate(
        self,
        rule: Rule,
        domain: str,
        entity: EntityType,
        canonical: str | None,
        stretch: str,
    ) -> _StandIn:
        """Run the engine's operator for a rule on one finding's text.

        Of a run over the whole text nothing is wanted but its operators: it knows
        one per entity type, merges neighbours of one type, and takes ten times as
        long.
        """
        canonical = canonical or self._canonicals[entity, stretch]
        token = None
        if rule.operator == PSEUDONYM and canonical:
            token = self._token(domain, entity, canonical)
        given = {"entity": entity, "canonical": canonical, "token": token}
        operate = self._operators[rule.operator].operate
        return _StandIn(operate(stretch, {**given, **rule.params}), token)

    def _spelled(self, entity: EntityType, text: str) -> str:
        return canonical_of(entity, text, self._regions)

    def _operator(self, name: str) -> Operator:
        factory = self._engine.operators_factory
        return factory.create_operator_class(name, OperatorType.Anonymize)


def _check_place(finding: Finding, read: int, length: int) -> None:
    if finding.end > length:
        raise RenderError("a finding lies outside its text")
    if finding.start < read:
        raise RenderError("findings overlap")


def _engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    # Its debug lines cost more than its work, and are none of an operator's news.
    engine.logger.setLevel(logging.WARNING)
    for operator in OURS:
        engine.add_anonymizer(operator)
    return engine


def _country_code(e164: str) -> str:
    """Return the country's code; no code is the start of another (ITU-T E.164)."""
    starts = (e164[1:end] for end in (2, 3, 4))
    return next((s for s in starts if int(s) in COUNTRY_CODE_TO_REGION_CODE), "")


def _cut(whole: str, decimals: str, count: int) -> str:
    return f"{whole}.{decimals[:count]}" if count and decimals else whole
