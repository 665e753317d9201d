"""Stock Presidio is measured on the same texts as we are."""

import pytest

from pipeline.stock import main_texts


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        pytest.param(b'{"text": "hi"}', ["hi"], id="plain"),
        pytest.param(b'{"text": {"body": "hi"}}', ["hi"], id="whatsapp"),
        pytest.param(
            b'[{"image": {"caption": "hi", "id": "1"}}]', ["hi"], id="caption"
        ),
        pytest.param(b'{"text": ""}', [], id="empty"),
        pytest.param(b"{", [], id="broken"),
        pytest.param(None, [], id="null"),
    ],
)
def test_stock_presidio_gets_the_main_texts(
    value: bytes | None, texts: list[str]
) -> None:
    """It can't read payloads; it is given what a person wrote."""
    assert main_texts(value) == texts


def test_deep_nesting_is_no_problem_for_the_baseline() -> None:
    """Hostile messages are in the traffic of both."""
    assert main_texts(b"[" * 900 + b'{"body": "hi"}' + b"]" * 900) == ["hi"]
