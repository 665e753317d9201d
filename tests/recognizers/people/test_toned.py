"""Vietnamese and Chinese names that keep their tones."""

import pytest

from recognizers.people import find_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("per huỳnh thị mai", ["huỳnh thị mai"], id="small letters"),
        pytest.param("Đặng Thu Hà hat angerufen", ["Đặng Thu Hà"], id="and a verb"),
        pytest.param("wáng xiǎomíng here", ["wáng xiǎomíng"], id="Chinese"),
        pytest.param("bánh mì và phở bò", [], id="dishes"),
        pytest.param("le pain und der Dao", [], id="without tones"),
    ],
)
def test_tones_tell_a_name(text: str, names: list[str]) -> None:
    """A family's name and a tone need no phrase."""
    assert [text[found.start : found.end] for found in find_people(text)] == names
