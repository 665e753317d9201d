"""The page on tuning shows a pack that works."""

import re
from pathlib import Path

import pytest

from recognizers.check import check_packs
from recognizers.packs import load_packs
from recognizers.registry import build_recognizers

PAGE = Path(__file__).parents[2] / "docs" / "tuning.md"
BLOCKS = re.findall(r"(?ms)^```yaml\n(.*?)^```", PAGE.read_text("utf-8"))


@pytest.mark.parametrize("block", BLOCKS)
def test_the_pack_of_the_page_holds(block: str, tmp_path: Path) -> None:
    """Who copies it has a pack that loads, finds, and leaves alone what it says."""
    (tmp_path / "acme.yaml").write_text(block, "utf-8")

    packs = load_packs(tmp_path)
    acme = [pack for pack in packs if pack.pack == "acme"]

    assert acme[0].examples
    assert check_packs(acme, build_recognizers(packs)) == []


def test_the_page_shows_a_pack() -> None:
    """A page without one would pass the test above."""
    assert len(BLOCKS) == 1
