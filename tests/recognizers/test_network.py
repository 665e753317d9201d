"""IP addresses, and links that lead to a person."""

import pytest

from recognizers.network import find_ip_addresses, find_links


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
    "text", ["1.2.3", "256.1.1.1", "1.2.3.4.5", "12:30:45", "a::b"]
)
def test_leaves_versions_and_times(text: str) -> None:
    """Too few numbers, too many, or too large."""
    assert list(find_ip_addresses(text)) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com/anna.example",
        "facebook.com/anna.example.7",
        "https://wa.me/4915123456789",
        "https://t.me/anna_example",
        "https://www.linkedin.com/in/anna-example/",
        "https://shop.example/track?email=ann@example.com",
        "https://shop.example/track?email=ann%40example.com",
        "https://shop.example/reset?token=abcdef",
        "https://maps.google.com/?q=52.5200,13.4050",
        "https://www.google.com/maps/@52.52,13.405,15z/data=!3d52.52!4d13.40",
        "maps.app.goo.gl/a1B2c3D4e5F6",
        "https://goo.gl/maps/a1B2c3",
        "https://ann:secret@example.com/",
        "https://example.com/users/ann",
        "https://example.com/Anna-Muster",
        "https://example.com/customers/giulia.esposito/invoice",
    ],
)
def test_a_link_to_a_person_scores_high(link: str) -> None:
    """User names, numbers, keys and places in a link are personal data."""
    (match,) = find_links(f"look: {link}.")

    assert match.end - match.start == len(link)
    assert match.score >= 0.5


@pytest.mark.parametrize(
    "link",
    [
        "https://shop.example/produkte/schuhe",
        "https://shop.example/produkte/schuhe-rot",
        "https://shop.example/hugo-boss",
        "www.example.com",
        "https://www.instagram.com/p/",
        "https://example.com/faq?lang=de",
    ],
)
def test_any_other_link_stays_readable(link: str) -> None:
    """An agent needs to see which product a customer means."""
    (match,) = find_links(link)

    assert match.score < 0.5
