"""Which rule renders which entity, for which audience."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD, EntityType, Finding

KEEP = "keep"
PSEUDONYM = "pseudonym"

_ENTITY = re.compile(r"[A-Z][A-Z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Param:
    """A whole number that tunes an operator.

    Attributes:
        default: Its value when a rule doesn't say.
        least: Smallest allowed.
        most: Largest allowed: beyond it, too much would show.
    """

    default: int
    least: int
    most: int


OPERATORS: Mapping[str, Mapping[str, Param]] = MappingProxyType(
    {
        KEEP: {},
        "label": {},
        "redact": {},
        PSEUDONYM: {},
        "initials": {},
        "last4": {},
        "partial_email": {},
        "partial_phone": {},
        "year_band": {"years": Param(5, 5, 25)},
        "coarse_coordinates": {"decimals": Param(1, 0, 1)},
        "ip_prefix": {"v4": Param(24, 8, 24), "v6": Param(48, 16, 48)},
    }
)
"""Every operator's parameters, by operator; docs/policies.md describes them."""

_RESTRICTED: Mapping[EntityType, frozenset[str]] = MappingProxyType(
    {
        # A PIN has 10,000 values: equal tokens would soon tell which is which.
        EntityType("SECRET"): frozenset({"label", "redact"}),
        # PCI DSS 4.0, requirement 3.4: at most the first six and last four.
        EntityType("CREDIT_CARD"): frozenset(OPERATORS) - {KEEP},
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of entity is rendered.

    Attributes:
        operator: A name in `OPERATORS`.
        params: All of the operator's parameters, defaults filled in.
    """

    operator: str
    params: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse what no operator understands; fill in defaults."""
        known = OPERATORS.get(self.operator)
        if known is None:
            raise _wrong("operator", f"unknown; choose from {', '.join(OPERATORS)}")
        for name, value in self.params.items():
            _check_param(known, name, value)
        defaults = {name: param.default for name, param in known.items()}
        filled = MappingProxyType({**defaults, **self.params})
        object.__setattr__(self, "params", filled)


LABEL = Rule("label")

Rules = Mapping[EntityType, Rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One audience's rendering of every record.

    Attributes:
        name: Identifier; also the suffix of the output topic.
        domain: Tokens of two domains can't be linked; usually the view's name.
        rules: Rule per entity type. A type without a rule gets `default`.
        roles: Per role, the rules that replace those of `rules`.
        default: Rule for any other type. It can't be ``keep``: a new
            recognizer must never widen what an audience sees.
        threshold: Findings scored lower are ignored; in [0, 1].
    """

    name: str
    domain: str
    rules: Rules = field(default_factory=dict)
    roles: Mapping[str, Rules] = field(default_factory=dict)
    default: Rule = LABEL
    threshold: float = THRESHOLD

    def __post_init__(self) -> None:
        """Refuse a view that fails open."""
        if not _NAME.fullmatch(self.name):
            raise _wrong("name", "must match [a-z][a-z0-9_-]*")
        if not self.domain:
            raise _wrong("domain", "must not be empty")
        if self.default.operator == KEEP:
            raise _wrong("default", "must not be keep: the unknown must stay hidden")
        if not 0.0 <= self.threshold <= 1.0:
            raise _wrong("threshold", "outside [0, 1]")
        for where, entity, rule in self._placed_rules():
            _check_rule(where, entity, rule)

    def rule_for(self, entity: EntityType, role: str | None = None) -> Rule:
        """Return the rule for `entity` as `role` sees it, or the default.

        Raises:
            ConfigError: The view has no such role.
        """
        rule = None if role is None else self._overrides(role).get(entity)
        return rule or self.rules.get(entity, self.default)

    def hides(self, finding: Finding, role: str | None = None) -> bool:
        """Tell whether `finding` is sure enough, and not of a type that is kept."""
        return (
            finding.score >= self.threshold
            and self.rule_for(finding.entity, role).operator != KEEP
        )

    def check_role(self, role: str | None) -> None:
        """Accept a role that the view has, or none.

        Raises:
            ConfigError: The view has no such role.
        """
        if role is not None:
            self._overrides(role)

    def kept(self, role: str | None = None) -> frozenset[EntityType]:
        """Return the types that `role` sees as they are.

        A field that is such an entity as a whole must be searched like free text,
        or its label is all that `mask` lets out.

        Raises:
            ConfigError: The view has no such role.
        """
        named = {*self.rules, *(() if role is None else self._overrides(role))}
        return frozenset(e for e in named if self.rule_for(e, role).operator == KEEP)

    def _overrides(self, role: str) -> Rules:
        if role not in self.roles:
            known = ", ".join(self.roles) or "none"
            raise _wrong(f"views.{self.name}.roles", f"no role {role!r}; has {known}")
        return self.roles[role]

    def _placed_rules(self) -> Iterator[tuple[str, EntityType, Rule]]:
        for entity in _RESTRICTED:
            if entity not in self.rules:
                yield "default", entity, self.default
        for entity, rule in self.rules.items():
            yield f"rules.{entity}", entity, rule
        for role, rules in self.roles.items():
            for entity, rule in rules.items():
                yield f"roles.{role}.{entity}", entity, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text in a policy file, and how it must look.

    Attributes:
        text: What is rendered.
        findings: Entities marked in it; None when they are to be detected.
        expected: Renderings by ``view`` or ``view/role``; tokens are numbered
            in order of appearance: ``<PERSON:1>``.
    """

    text: str
    findings: tuple[Finding, ...] | None
    expected: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All views of a deployment.

    Attributes:
        name: Of the policy.
        version: What its author calls it, ``+``, and a digest of the views:
            two policies that render differently have different versions.
        views: By name.
        examples: Its own tests.
    """

    name: str
    version: str
    views: Mapping[str, View]
    examples: tuple[Example, ...] = ()

    @property
    def stamp(self) -> str:
        """What masked records say of it: ``default@1+3f9c01ab``."""
        return f"{self.name}@{self.version}"

    def view(self, name: str) -> View:
        """Return the view of that name.

        Raises:
            ConfigError: There is none.
        """
        if name not in self.views:
            raise _wrong("views", f"no view {name!r}; has {', '.join(self.views)}")
        return self.views[name]


def _check_param(known: Mapping[str, Param], name: str, value: object) -> None:
    if name not in known:
        raise _wrong(name, f"unknown; choose from {', '.join(known) or 'none'}")
    least, most = known[name].least, known[name].most
    if type(value) is not int or not least <= value <= most:
        raise _wrong(name, f"must be a whole number in [{least}, {most}]")


def _check_rule(where: str, entity: EntityType, rule: Rule) -> None:
    if not _ENTITY.fullmatch(entity):
        raise _wrong(where, "an entity type matches [A-Z][A-Z0-9_]*")
    allowed = _RESTRICTED.get(entity)
    if allowed is not None and rule.operator not in allowed:
        raise _wrong(where, f"{entity} must never be shown by {rule.operator}")


def _wrong(where: str, problem: str) -> ConfigError:
    """Make an error whose file, and way to `where`, the loader fills in."""
    return ConfigError("", where, problem)
