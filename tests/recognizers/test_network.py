"""Addresses of machines."""

import pytest

from recognizers.network import find_ip_addresses


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("192.0.2.44", "192.0.2.44"),
        ("198.51.100.0/24", "198.51.100.0"),
        ("2001:db8::7", "2001:db8::7"),
        ("2001:0DB8:0:0:0:0:0:0007", "2001:db8::7"),
        ("::ffff:192.0.2.44", "::ffff:c000:22c"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_finds_addresses_of_machines(written: str, canonical: str) -> None:
    """Documentation addresses (RFC 5737, RFC 3849), in every form."""
    text = f"from {written} today"

    matches = list(find_ip_addresses(text))

    assert (text.index(written), canonical) in {(m.start, m.canonical) for m in matches}
    assert max(m.end for m in matches) == text.index(written) + len(written)


@pytest.mark.parametrize(
    "written",
    [
        ["192.168.1.17", "192.168.1.18"],
        ["192.168.1.17", "10.0.0.5"],
        ["2001:db8::7", "20a0:db8::8"],
        ["198.51.100.0/24", "198.51.100.7"],
    ],
)
def test_a_second_address_is_no_prefix_length(written: list[str]) -> None:
    """Its first digits would be taken, and its rest stay readable."""
    text = "/".join(written)

    found = sorted(find_ip_addresses(text), key=lambda match: match.start)

    assert [text[match.start : match.end] for match in found] == written


@pytest.mark.parametrize(
    "text", ["1.2.3", "256.1.1.1", "1.2.3.4.5", "12:30:45", "a::b"]
)
def test_leaves_versions_and_times(text: str) -> None:
    """Too few numbers, too many, or too large."""
    assert list(find_ip_addresses(text)) == []


def test_what_is_installed_is_a_version() -> None:
    """Four numbers are a version where words behind them say so."""
    [found] = find_ip_addresses("bitte auf 4.12.1.3 aktualisieren")

    assert found.score < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "it went from 10.4.1.2 to 10.4.1.3 on friday",
        "rolled back to 9.12.0.16",
        "passati alla versione 10.4.1.12",
    ],
)
def test_what_was_released_is_a_version(text: str) -> None:
    """Nobody rolls an address back."""
    assert all(match.score < 0.5 for match in find_ip_addresses(text))
