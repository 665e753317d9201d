"""Read a YAML file that says one thing, or say where it doesn't."""

from collections.abc import Hashable
from pathlib import Path

import yaml
from typing_extensions import override

from pipeline.core.errors import ConfigError


def read_yaml(file: Path) -> object:
    """Read a configuration file.

    Raises:
        ConfigError: It can't be read, isn't UTF-8 or YAML, is nested without end,
            or gives a key of a mapping twice, of which YAML would drop the first.
    """
    try:
        return yaml.load(file.read_text("utf-8"), _UniqueKeys)  # noqa: S506  (a SafeLoader)
    except OSError as error:
        raise ConfigError(str(file), "", error.strerror or "can't be read") from None
    except UnicodeDecodeError:
        raise ConfigError(str(file), "", "not UTF-8") from None
    except RecursionError:
        raise ConfigError(str(file), "", "not YAML: nested too deep") from None
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "it can't be read"
        raise ConfigError(str(file), _line_of(error), f"not YAML: {problem}") from None


class _UniqueKeys(yaml.SafeLoader):
    """Refuses what PyYAML lets pass: a key that stands twice in a mapping.

    What it has no error of its own for gets one: a date on the 45th.
    """

    @override
    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError):
            raise yaml.constructor.ConstructorError(
                None, None, "a value isn't what its form says", node.start_mark
            ) from None

    @override
    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        keys = [key.value for key, _ in node.value if _names_a_value(key)]
        if len(set(keys)) != len(keys):
            raise yaml.constructor.ConstructorError(
                None, None, "a key is given twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def _names_a_value(key: yaml.Node) -> bool:
    is_merge = key.tag == "tag:yaml.org,2002:merge"
    return isinstance(key, yaml.ScalarNode) and not is_merge


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""
