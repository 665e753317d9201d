"""Run the examples that stand in packs, channel maps and policies."""

from collections.abc import Iterator

from pipeline.assembly import Parts
from pipeline.channel_files import check_channel
from pipeline.policy_files import check_policy
from recognizers.check import check_packs


def problems_in(parts: Parts) -> Iterator[str]:
    """Yield what is wrong, one line each; nothing when all examples hold.

    Raises:
        ConfigError: A file itself is wrong.
    """
    yield from check_packs(parts.packs, parts.recognizers)
    for channel in parts.channels.values():
        yield from check_channel(channel)
    yield from check_policy(parts.policy, parts.render, parts.detect)
