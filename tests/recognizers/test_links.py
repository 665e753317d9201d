"""Links that lead to a person, and those that don't."""

import pytest

from recognizers.links import find_links


@pytest.mark.parametrize(
    "link",
    [
        "https://meet.example.org/anna-muster",
        "webcal://calendar.example.org/u/anna.ics",
        "https://www.annaundmax2026.de",
        "https://anna-e-luca-matrimonio.it",
        "https://example.com/nozze/anna-e-max",
        "https://calendar.app.google/7hQm2xT9bPz1",
        "https://book.snipsalon.example.com/r/8Fh2Kq",
        "https://termin.praxis.example.de/b/Xk29Lm4",
        "https://example.com/booking/manage/K8LM2P",
        "https://www.instagram.com/anna.example",
        "facebook.com/anna.example.7",
        "https://wa.me/4915123456789",
        "https://t.me/anna_example",
        "https://www.linkedin.com/in/anna-example/",
        "https://shop.example/track?email=ann@example.com",
        "https://shop.example/track?email=ann%40example.com",
        "https://shop.example/reset?token=abcdef",
        "https://shop.example/reset?reset_token=9f8e7d6c5b",
        "https://shop.example/a?x=1&refresh_token=9f8e7d6c5b",
        "https://shop.example/a#accessToken=9f8e7d6c5b",
        "https://shop.example/login?jwt=abc.def",
        "https://shop.example/f.pdf?X-Amz-Signature=9f8e7d6c5b",
        "https://shop.example/f.pdf?sig=9f8e7d6c5b",
        "https://shop.example/v1?api_key=9f8e7d6c5b",
        "https://shop.example/reset/9f8e7d6c5b4a3f2e1d0c9b8a",
        "https://shop.example/form?contactName=Beispiel",
        "https://shop.example/form?billing-last_name=Beispiel",
        "https://maps.google.com/?q=52.5200,13.4050",
        "https://www.google.com/maps/@52.52,13.405,15z/data=!3d52.52!4d13.40",
        "maps.app.goo.gl/a1B2c3D4e5F6",
        "https://goo.gl/maps/a1B2c3",
        "https://ann:secret@example.com/",
        "https://example.com/users/ann",
        "https://example.com/Anna-Muster",
        "https://example.com/customers/giulia.esposito/invoice",
        "https://chat.whatsapp.com/AbCdEf0123456789",
        "chat.whatsapp.com/AbCdEf0123456789",
        "t.me/+AbCdEf012345",
        "discord.gg/abcdef",
        "https://us02web.zoom.us/j/81234567890?pwd=x",
        "meet.google.com/abc-defg-hij",
        "https://docs.google.com/document/d/1aBcDeFg/edit",
        "https://drive.google.com/file/d/1aBcDeFg/view?usp=sharing",
        "https://www.dropbox.com/s/abcdef/cv.pdf",
        "https://1drv.ms/b/s!AbCdEf",
        "https://we.tl/t-AbCdEf",
        "https://www.kleinanzeigen.de/s-anzeige/esstisch/1234567890-86-1234",
        "kleinanzeigen punkt de/s-anzeige/1234567890",
        "https://www.subito.it/arredamento/vi-123456789.htm",
        "facebook.com/marketplace/item/123456",
        "https://www.autoscout24.de/angebote/opel-corsa-1234",
        "https://www.ebay.co.uk/usr/example_seller",
        "https://calendly.com/anna-example/visit",
        "https://www.doctolib.de/hausarzt/berlin/anna-example",
        "paypal.me/annaexample",
        "https://www.gofundme.com/f/help-anna",
        "instagram punkt com slash anna.example",
        "https://photos.example.com/s/9fKq2",
        "https://drive.example.com/u/0/s/pictures-2024",
        "https://nextcloud.example.org/index.php/s/aB3kD9xZ",
        "https://photos.example.com/album/19283/summer",
        "https://files.example.com/share/8fj2k3",
        "https://example.app/invite/9fKq2Z",
        "https://example.com/d/1aB2cD3eF4gH",
        "https://www.flickr.com/photos/annaexample/1234",
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
        "https://shop.example/schuhe?product_name=sneaker",
        "https://shop.example/?promo_code=SOMMER20&country-code=de",
        "https://shop.example/?sort_key=preis&design=rot",
        "https://shop.example/reset/einstellungen-der-waschmaschine",
        "www.example.com",
        "https://www.instagram.com/p/",
        "https://example.com/faq?lang=de",
        "https://www.kleinanzeigen.de/",
        "https://www.linkedin.com/company/example-gmbh",
        "https://www.doctolib.de/hausarzt/berlin",
        "https://calendly.com/",
        "https://www.dropbox.com/login",
        "https://zoom.us/download",
        "https://shop.example/s/schuhe",
        "https://meet.example.com/pricing",
        "https://www.kleider-hochzeit.de/kleid",
        "https://www.sommer2026.de/",
        "https://shop.example/s/summer2024",
        "https://shop.example/d/SKU12345",
        "https://shop.example/share/facebook",
        "https://shop.example/photos/shoes",
        "https://docs.example.com/files/manual.pdf",
        "https://track.example.com/s/00340434161094042557",
        "https://shop.example.com/p/8Fh2Kq",
        "https://example.com/booking/rooms2024",
    ],
)
def test_any_other_link_stays_readable(link: str) -> None:
    """An agent needs to see which product a customer means."""
    (match,) = find_links(link)

    assert match.score < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "and/or, 24/7, v2.0/stable",
        "example.com/v3",
        "shop.example/produkte/schuhe",
        "am ende. der punkt ist/war klar",
    ],
)
def test_a_site_named_without_a_scheme_is_no_link(text: str) -> None:
    """Sentences hold full stops and slashes, too."""
    assert list(find_links(text)) == []
