"""A masked record says which finders made it."""

import shutil
from pathlib import Path

from recognizers.version import HOME, finders_version


def test_a_changed_word_list_is_another_version(tmp_path: Path) -> None:
    """Consumers see where a change of what is found begins."""
    copy, changed = tmp_path / "same", tmp_path / "changed"
    shutil.copytree(HOME, copy)
    shutil.copytree(HOME, changed)
    (changed / "words" / "towns.txt").write_text("Musterstadt", "utf-8")

    assert finders_version(copy) == finders_version()
    assert finders_version(changed) != finders_version()
