"""Hosts at somebody's home, and those of firms, makers and services."""

import pytest

from recognizers.home_hosts import find_home_hosts
from recognizers.packs import load_packs
from recognizers.words.phrases import load_table


@pytest.mark.parametrize(
    "host",
    [
        "muster.myfritz.net",
        "https://anna-muster.myfritz.net:4711/share",
        "musternest.ddns.net:8080",
        "muster.quickconnect.to",
        "nas.muster-web.de",
        "plex.muster.org:32400/web",
        "cloud.muster-web.net:8443",
        "https://ha.familie-muster.de",
        "http://familiemuster.ch:5000",
        "muster-family.com",
    ],
)
def test_finds_hosts_of_a_household(host: str) -> None:
    """They lead to one family's files, and often say its name."""
    (match,) = find_home_hosts(f"erreichbar unter {host}, danke")

    assert (match.start, match.end) == (17, 17 + len(host))


@pytest.mark.parametrize(
    "text",
    [
        "https://www.family-hotel.de/zimmer",
        "https://www.familienkasse.de",
        "familie-und-beruf.de",
        "https://www.plex.tv, jellyfin.org",
        "www.synology.com/de-de, nas.synology.com",
        "https://status.example.com:8443",
        "cloud.muster-web.net",
        "www.duckdns.org, https://www.ddns.net",
        "anna@muster.myfritz.net",
        "Der Server. Dann das NAS.",
    ],
)
def test_leaves_other_hosts(text: str) -> None:
    """Agents need to see which shop, maker or service is meant."""
    assert list(find_home_hosts(text)) == []


def test_every_dynamic_name_is_looked_for() -> None:
    """A name that no need of the pack is a part of would never be read."""
    (entry,) = (
        entry
        for pack in load_packs()
        for entry in pack.recognizers
        if entry.name == "hosts_at_home"
    )

    names = load_table("links")["dynamic_names"].split()

    unread = [it for it in names if not any(need in f".{it}" for need in entry.needs)]
    assert unread == []
