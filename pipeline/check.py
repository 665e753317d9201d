"""Run the examples that stand in packs, channel maps and policies."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.assembly import Parts
from pipeline.channel_files import check_channel
from pipeline.keys import new_keyset
from pipeline.keyset_file import load_keys
from pipeline.operators import Renderer
from pipeline.policy_files import check_policy
from recognizers.check import check_packs


def problems_in(parts: Parts) -> Iterator[str]:
    """Yield what is wrong, one line each; nothing when all examples hold.

    Raises:
        ConfigError: A file itself is wrong.
    """
    yield from check_packs(parts.packs, parts.recognizers)
    for channel in parts.channels.values():
        yield from (f"channel map {problem}" for problem in check_channel(channel))
    passing = load_keys(Path("none"), new_keyset())
    render = Renderer(passing.token, parts.regions)
    for problem in check_policy(parts.policy, render, parts.detect):
        yield f"{parts.settings.policy}: {problem}"
