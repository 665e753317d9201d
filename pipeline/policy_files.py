"""Policy files: read one, and run the examples written in it."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from pipeline.core.detect import Detect, Document, Verdict
from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD, EntityType, Finding
from pipeline.core.mask import Render
from pipeline.core.policy import LABEL, Example, Policy, Rule, Rules, View
from pipeline.core.resolve import resolve
from pipeline.core.strict_yaml import read_yaml

DEFAULT_POLICY = Path(__file__).parent / "policies" / "default.yaml"

_FILE_KEYS = frozenset({"name", "version", "views", "examples"})
_VIEW_KEYS = frozenset({"domain", "threshold", "default", "rules", "roles"})
_EXAMPLE_KEYS = frozenset({"text", "views"})
_MARK = re.compile(r"\[([^\[\]]+)\]\(([A-Z][A-Z0-9_]*)\)")


def load_policy(file: Path = DEFAULT_POLICY) -> Policy:
    """Read a policy.

    Raises:
        ConfigError: The file, the path inside it and what is wrong there.
    """
    try:
        return _policy(read_yaml(file))
    except ConfigError as error:
        raise ConfigError(str(file), error.where, error.problem) from None


def check_policy(policy: Policy, render: Render, detect: Detect) -> list[str]:
    """Run the examples of `policy`.

    Args:
        policy: What is checked.
        render: Renders a text; any key will do, since tokens are numbered.
        detect: Reads the examples that mark no entities.

    Returns:
        A line for each rendering that isn't as expected; empty when all are.
    """
    return [
        f"examples[{index}].views.{where}: expected {expected!r}, got {shown!r}"
        for index, example in enumerate(policy.examples)
        for where, expected in example.expected.items()
        if (shown := _shown(policy, example, where, render, detect)) != expected
    ]


def _shown(
    policy: Policy, example: Example, where: str, render: Render, detect: Detect
) -> str:
    name, _, role = where.partition("/")
    view = policy.view(name)
    findings = _findings(example, detect)
    hidden = [f for f in findings if view.hides(f, role or None)]
    rendered = render(example.text, resolve(hidden), view, role or None)
    text = rendered.text
    tokens = dict.fromkeys(e.token for e in rendered.entities if e.token)
    for number, token in enumerate(tokens, start=1):
        text = text.replace(token, str(number))
    return text


def _findings(example: Example, detect: Detect) -> tuple[Finding, ...]:
    if example.findings is not None:
        return example.findings
    (detection,) = detect([Document(example.text)])
    if detection.verdict is not Verdict.OK:
        raise ConfigError("", "examples", f"{detection.detector}: {detection.verdict}")
    return detection.findings


def _policy(body: object) -> Policy:
    top = _mapping("", body, _FILE_KEYS)
    views = {
        name: _view(name, part)
        for name, part in _mapping("views", top.get("views")).items()
    }
    if not views:
        raise ConfigError("", "views", "a policy has at least one view")
    digest = hashlib.sha256(orjson.dumps(top["views"], option=orjson.OPT_SORT_KEYS))
    policy = Policy(
        name=_text("name", top.get("name")),
        version=f"{_text('version', top.get('version'))}+{digest.hexdigest()[:8]}",
        views=views,
        examples=tuple(
            _example(f"examples[{index}]", part)
            for index, part in enumerate(_list("examples", top.get("examples", [])))
        ),
    )
    _check_expectations(policy)
    return policy


def _view(name: str, body: object) -> View:
    where = f"views.{name}"
    part = _mapping(where, body, _VIEW_KEYS)
    roles = _mapping(f"{where}.roles", part.get("roles") or {})
    with _inside(where):
        return View(
            name=name,
            domain=_text("domain", part.get("domain", name)),
            threshold=_number("threshold", part.get("threshold", THRESHOLD)),
            default=_rule("default", part["default"]) if "default" in part else LABEL,
            rules=_rules("rules", part.get("rules") or {}),
            roles={
                role: _rules(f"roles.{role}", rules or {})
                for role, rules in roles.items()
            },
        )


def _rules(where: str, body: object) -> Rules:
    return {
        EntityType(entity): _rule(f"{where}.{entity}", rule)
        for entity, rule in _mapping(where, body).items()
    }


def _rule(where: str, body: object) -> Rule:
    """Read ``label``, or ``{operator: year_band, years: 10}``."""
    short: Mapping[str, Any] = {"operator": body}
    part = short if isinstance(body, str) else _mapping(where, body)
    operator = _text(f"{where}.operator", part.get("operator"))
    with _inside(where):
        return Rule(operator, {k: part[k] for k in part if k != "operator"})


def _example(where: str, body: object) -> Example:
    part = _mapping(where, body, _EXAMPLE_KEYS)
    text, findings = _marked(_text(f"{where}.text", part.get("text")))
    views = _mapping(f"{where}.views", part.get("views"))
    expected = {view: _text(f"{where}.views.{view}", views[view]) for view in views}
    return Example(text=text, findings=findings or None, expected=expected)


def _marked(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Take the marks out of ``I am [Ann](PERSON)``; say where they stood."""
    plain, findings, read = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[read : mark.start()]
        start, entity = len(plain), EntityType(mark[2])
        plain, read = plain + mark[1], mark.end()
        findings.append(Finding(start, len(plain), entity, 1.0, "example"))
    return plain + text[read:], tuple(findings)


def _check_expectations(policy: Policy) -> None:
    for index, example in enumerate(policy.examples):
        for where in example.expected:
            name, _, role = where.partition("/")
            with _inside(f"examples[{index}]"):
                policy.view(name).check_role(role or None)


def _mapping(
    where: str, value: object, known: frozenset[str] | None = None
) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError("", where, "must be a mapping")
    for key in value:
        if not isinstance(key, str):
            raise ConfigError("", where, f"key {key!r} must be a string; quote it")
        if known is not None and key not in known:
            problem = f"unknown key {key!r}; choose from {', '.join(sorted(known))}"
            raise ConfigError("", where, problem)
    return value


def _list(where: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise ConfigError("", where, "must be a list")
    return value


def _text(where: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError("", where, "must be a string that isn't empty")
    return value


def _number(where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError("", where, "must be a number")
    return float(value)


@contextmanager
def _inside(where: str) -> Iterator[None]:
    """Put `where` before the place that an error names."""
    try:
        yield
    except ConfigError as error:
        place = ".".join(part for part in (where, error.where) if part)
        raise ConfigError(error.file, place, error.problem) from None
