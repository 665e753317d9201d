"""A policy that would show too much can't be built."""

import pytest

from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
from pipeline.core.policy import OPERATORS, Policy, Rule, View

PERSON = EntityType("PERSON")
SECRET = EntityType("SECRET")
CARD = EntityType("CREDIT_CARD")


def test_entity_without_a_rule_gets_the_default() -> None:
    """What a recognizer of tomorrow finds stays hidden."""
    view = View(name="v", domain="v", rules={PERSON: Rule("initials")})

    assert view.rule_for(EntityType("NEW_THING")) == Rule("label")


def test_role_replaces_only_the_rules_it_names() -> None:
    """A role sees the rest as everybody does."""
    rules = {PERSON: Rule("initials"), CARD: Rule("last4")}
    view = View(
        name="v", domain="v", rules=rules, roles={"lead": {PERSON: Rule("keep")}}
    )

    assert view.rule_for(PERSON) == Rule("initials")
    assert view.rule_for(PERSON, "lead") == Rule("keep")
    assert view.rule_for(CARD, "lead") == Rule("last4")


def test_unknown_role_is_refused() -> None:
    """A mistyped role must not fall back to what everybody sees."""
    view = View(name="v", domain="v", roles={"lead": {}})

    with pytest.raises(ConfigError, match="no role 'boss'; has lead") as caught:
        view.rule_for(PERSON, "boss")

    assert caught.value.where == "views.v.roles"


def test_unknown_role_is_refused_before_anything_is_rendered() -> None:
    """`check_role` is for the start of a program."""
    view = View(name="v", domain="v", roles={"lead": {}})

    view.check_role(None)
    view.check_role("lead")

    with pytest.raises(ConfigError):
        view.check_role("boss")


def test_unsure_findings_are_not_hidden() -> None:
    """The threshold itself counts as sure."""
    view = View(name="v", domain="v", threshold=0.6)

    assert view.hides(Finding(0, 1, PERSON, 0.6))
    assert not view.hides(Finding(0, 1, PERSON, 0.59))


def test_kept_types_are_not_hidden() -> None:
    """A kept finding leaves its text as it is."""
    view = View(name="v", domain="v", rules={PERSON: Rule("keep")})

    assert not view.hides(Finding(0, 1, PERSON, 1.0))


@pytest.mark.parametrize("threshold", [-0.01, 1.01, float("nan")])
def test_threshold_outside_its_range_is_refused(threshold: float) -> None:
    """Above 1, nothing would ever be hidden."""
    with pytest.raises(ConfigError, match="threshold"):
        View(name="v", domain="v", threshold=threshold)


def test_keep_as_default_is_refused() -> None:
    """A view must not fail open."""
    with pytest.raises(ConfigError, match="default"):
        View(name="v", domain="v", default=Rule("keep"))


@pytest.mark.parametrize(
    ("entity", "operator"),
    [
        pytest.param(SECRET, "keep", id="secret kept"),
        pytest.param(SECRET, "pseudonym", id="secret guessable by its token"),
        pytest.param(SECRET, "last4", id="a whole PIN"),
        pytest.param(CARD, "keep", id="card kept"),
    ],
)
def test_some_types_are_never_shown(entity: EntityType, operator: str) -> None:
    """Neither a view nor a role may show a secret, or a card in full."""
    with pytest.raises(ConfigError, match=entity):
        View(name="v", domain="v", rules={entity: Rule(operator)})
    with pytest.raises(ConfigError, match=f"roles.lead.{entity}"):
        View(name="v", domain="v", roles={"lead": {entity: Rule(operator)}})


def test_default_rule_must_suit_the_types_that_are_never_shown() -> None:
    """Without a rule of its own, a secret would get a token by default."""
    with pytest.raises(ConfigError, match="SECRET"):
        View(name="v", domain="v", default=Rule("pseudonym"))

    View(
        name="v",
        domain="v",
        default=Rule("pseudonym"),
        rules={SECRET: Rule("label")},
    )


@pytest.mark.parametrize("name", ["", "Agent", "a.b", "-a"])
def test_view_name_must_serve_as_a_topic(name: str) -> None:
    """A dot would make the topic look like another view's."""
    with pytest.raises(ConfigError, match="name"):
        View(name=name, domain="v")


def test_empty_domain_is_refused() -> None:
    """A domain is what keeps two views' tokens apart."""
    with pytest.raises(ConfigError, match="domain"):
        View(name="v", domain="")


def test_entity_type_must_look_like_a_label() -> None:
    """`person` would never match a finding, and be the default's in silence."""
    with pytest.raises(ConfigError, match=r"rules\.person"):
        View(name="v", domain="v", rules={EntityType("person"): Rule("label")})


def test_rule_fills_in_its_operators_defaults() -> None:
    """What isn't said is the careful choice."""
    assert Rule("year_band").params == {"years": 5}
    assert Rule("ip_prefix", {"v4": 16}).params == {"v4": 16, "v6": 48}


def test_rule_of_an_unknown_operator_is_refused() -> None:
    """The message lists those there are."""
    with pytest.raises(ConfigError, match="label, redact"):
        Rule("blur")


@pytest.mark.parametrize(
    ("operator", "params", "where"),
    [
        pytest.param("label", {"years": 5}, "years", id="of another operator"),
        pytest.param("ip_prefix", {"v4": 25}, "v4", id="shows too much"),
        pytest.param("year_band", {"years": 1}, "years", id="one year"),
        pytest.param("year_band", {"years": True}, "years", id="not a number"),
        pytest.param("coarse_coordinates", {"decimals": 1.0}, "decimals", id="float"),
    ],
)
def test_wrong_parameter_is_refused(
    operator: str, params: dict[str, int], where: str
) -> None:
    """The error names the parameter."""
    with pytest.raises(ConfigError) as caught:
        Rule(operator, params)

    assert caught.value.where == where


def test_every_operators_defaults_are_allowed() -> None:
    """A rule that says nothing is a valid rule."""
    for operator in OPERATORS:
        Rule(operator)


def test_unknown_view_is_refused() -> None:
    """The message lists those there are."""
    policy = Policy(name="p", version="1", views={"v": View(name="v", domain="v")})

    with pytest.raises(ConfigError, match="no view 'w'; has v"):
        policy.view("w")

    assert policy.view("v").name == "v"
    assert policy.stamp == "p@1"


def test_kept_types_are_those_that_the_role_sees() -> None:
    """Fields of these types have to be searched."""
    place, thing = EntityType("LOCATION"), EntityType("THING")
    view = View(
        name="v",
        domain="v",
        rules={place: Rule("keep"), thing: Rule("keep")},
        roles={"lead": {PERSON: Rule("keep"), thing: Rule("label")}},
    )

    assert view.kept() == {place, thing}
    assert view.kept("lead") == {place, PERSON}
