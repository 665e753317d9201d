"""Readings undo disguise, and lead back to every character they came from."""

import time

import pytest
from hypothesis import given

from pipeline.core.normalize import Reading, fold, prose_of, readings_of
from tests.strategies import disguised_texts, texts


def read(text: str, name: str) -> str | None:
    """Return the text of one reading, if there is such a reading."""
    return next((r.text for r in readings_of(text) if r.name == name), None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("０１５１", "0151", id="full-width"),
        pytest.param("𝟎𝟏𝟓𝟏 𝒂𝖇", "0151 ab", id="mathematical"),
        pytest.param("①②❸➁⓿", "12320", id="circled"),
        pytest.param("1\ufe0f\u20e32\ufe0f\u20e3", "12", id="keycaps"),
        pytest.param("x²³₄", "x234", id="superscript"),
        pytest.param("٠١٢ ۳۴ ५६", "012 34 56", id="other scripts' digits"),
        pytest.param("01\u200b51\u00ad2\u20603", "015123", id="zero-width"),
        pytest.param("\u202e0151\u202c", "0151", id="bidi controls"),
        pytest.param("0\x00151\x7f", "0151", id="control characters"),
        pytest.param("a\U000e0061b\ufe0e", "ab", id="tags and selectors"),
        pytest.param("e\u0336v\u0336\u0337a", "eva", id="struck through"),
        pytest.param("Mu\u0308ller e\u0300", "Müller è", id="accents composed"),
        pytest.param("a\u0308\u0301", "a", id="heaped marks"),
        pytest.param("x\u0308", "x", id="no such letter"),
        pytest.param("A\u0323", "A", id="accent beyond our languages"),
        pytest.param("a\u00a0b\u2003c\u3000d\u2800e", "a b c d e", id="spaces"),
        pytest.param("a\tb\nc\r\n’", "a\tb\nc\r\n'", id="line ends stay"),
        pytest.param("1–2—3−4‑5", "1-2-3-4-5", id="dashes"),
        pytest.param("„a“ ‘b’ «c» ´", '"a" \'b\' "c" \'', id="quotes"),
        pytest.param("а@b.com, pаypal", "a@b.com, paypal", id="Cyrillic in Latin"),
        pytest.param("Αnna Ο151", "Anna O151", id="Greek in Latin"),
        pytest.param("Привет Анна", "Привет Анна", id="wholly Cyrillic"),
        pytest.param("anna＠example．com。", "anna@example.com.", id="at and dots"),
        pytest.param("🅐🅰", "AA", id="negative circled letters"),
        pytest.param("\ud83d", "\ufffd", id="lone surrogate"),
        pytest.param("ﬁx ½ №", "fix 1/2 No", id="ligatures"),
        pytest.param("ﷺ", "ﷺ", id="a whole phrase in one character"),
    ],
)
def test_folded_reads_what_is_meant(written: str, meant: str) -> None:
    """Whatever a character is drawn like, it is read as the plain one."""
    assert readings_of(written)[0].text == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("anna punkt beispiel at example punkt com", "anna.beispiel@example.com"),
        ("anna@example punkt com", "anna@example.com"),
        ("anna at gmx dot at bitte", "anna@gmx.at bitte"),
        ("a" * 100 + " at gmx.de", None),
        ("anna ät gmx pkt de bitte", "anna@gmx.de bitte"),
        ("anna(at)example(dot)com", "anna@example.com"),
        ("anna [at] example [punkt] com", "anna@example.com"),
        ("anna {ät} example.com", "anna@example.com"),
        ("anna @ gmx . de", "anna@gmx.de"),
        ("a n n a . b @ gmx . de", "anna.b@gmx.de"),
        ("scrivi a g.lupo[at]example.it", "scrivi a g.lupo@example.it"),
        ("anna_at_example_dot_com", "anna@example.com"),
        ("anna-at-example-dot-com", "anna@example.com"),
        ("anna_b (a) example (dot) com", "anna_b@example.com"),
        ("anna at the rate example dot com", "anna@example.com"),
        ("anna.b chiocciola gmail", "anna.b@gmail"),
        ("anna.b at gmail", "anna.b@gmail"),
        ("ahmet kuyruklu a example nokta com", "ahmet@example.com"),
        ("anna @ gmx.de", "anna@gmx.de"),
        ("anna Klammeraffe web Punkt de", "anna@web.de"),
        ("anna Affenschwanz web.de", "anna@web.de"),
        ("mario chiocciola libero punto it, grazie", "mario@libero.it, grazie"),
        ("mario trattino basso rossi chiocciolina libero punto it",
         "mario_rossi@libero.it"),
        ("luis arroba example punto es", "luis@example.es"),
        ("anna unterstrich b minus c at t minus online punkt de",
         "anna_b-c@t-online.de"),
        ("a n n a at g m x punkt de", "anna@gmx.de"),
        ("anna.b at gmail.com", "anna.b@gmail.com"),
        ("www punkt beispiel punkt de", "www.beispiel.de"),
        ("praxis minus anna a t web p u n k t de", "praxis-anna@web.de"),
        ("anna \u24d0 libero \u25aa it", "anna@libero.it"),
        ("anna.b\U0001f300posteo.net", "anna.b@posteo.net"),
        ("anna\u27e8at\u27e9example\u27e8dot\u27e9com", "anna@example.com"),
        ("anna, then the at sign, example, dot, org", "anna@example.org"),
        ("anna.b(kukac)example.hu", "anna.b@example.hu"),
        ("anna /at/ gmx /dot/ de", "anna@gmx.de"),
        ("anna.b|at|gmx|punkt|de", "anna.b@gmx.de"),
        ('anna "at" gmx "dot" de', "anna@gmx.de"),
        ("beispiel(punkt)de und a (minus) b", "beispiel.de und a-b"),
        ("anna unterstrich b bei gmx punkt de", "anna_b@gmx.de"),
        ("anna at example D0T com", "anna@example.com"),
        ("anna.b at outlook. com", "anna.b@outlook. com"),
        ("annab88 at web de", "annab88@web de"),
        ("my e-mail address is anna at gmail", "my e-mail address is anna@gmail"),
        ("Mail: anna ät gmail", "Mail: anna@gmail"),
        ("anna //at// example //dot// com", "anna@example.com"),
    ],
)  # fmt: skip
def test_spoken_addresses_are_written(said: str, meant: str | None) -> None:
    """The words for signs are signs where their surroundings are an address."""
    assert read(said, "spoken") == meant


@pytest.mark.parametrize(
    "prose",
    [
        "meet at 5 punkt",
        "mail me at gmail",
        "bestellt bei amazon.de",
        "gekauft bei shop punkt de",
        "order-77 bei amazon.de",
        "meet me at noon. de nada",
        "look at amazon.de please",
        "Ich bin minus zehn Grad gewohnt, Punkt.",
        "il punto è questo: meno male",
        "dot your i's at home",
        "write to anna@example.com or b@example.com",
        "a klammeraffe hat keinen Punkt",
        "!!! at gmx punkt de",
        "(hello) [world]",
        "option (a) example.com",
        "stay-at-home.com",
        "no help at gmail",
        "super\U0001f44dexample.net",
        "see \u25aa one \u25aa two",
        "he said 'at' home, \"dot\" com",
        "pizza et pasta . it was good",
        "we met at yahoo com",
        "registered at gmail com",
        "kaufen at web de",
    ],
)
def test_prose_has_no_spoken_reading(prose: str) -> None:
    """Plain words keep their meaning."""
    assert [r.name for r in readings_of(prose)] == ["folded"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("null eins fünf eins zwo drei", "015123"),
        ("Null-Eins-Fuenf-Eins", "0151"),
        ("zero tre quattro sette", "0347"),
        ("oh seven seven double oh nine", "077009"),
        ("plus vier neun, eins fünf", "+4915"),
        ("più tre nove tre quattro", "+3934"),
        ("triple one seven eight nine", "111789"),
        ("null doppel drei vier zwo", "03342"),
        ("einundzwanzig dreiunddreißig elf zwölf", "21331112"),
        ("ventuno trentotto cinquantatré uno", "2138531"),
        ("twenty one thirty forty-two ninety", "21304290"),
        ("null eins 51 zwo drei an", "015123 an"),
        ("null eins fünf eins 5", "01515"),
        ("O151 23O45 l2I1", "0151 23045 1211"),
        ("o77oo 9oo 1S3", "07700 900 153"),
        ("o86 - 33 I 4 9 O 2", "086 - 33 1 4 9 0 2"),
        ("nullnull49 171 338", "0049 171 338"),
        ("O51 3З4 88 1O", "051 334 88 10"),
        ("20 o 30, I 500 O77 0090 O12", "20 o 30, I 500 077 0090 012"),
        ("0•1•5•1•2•3•4", "0151234"),
        ("0, 1, 5, 1, 2, 3, 4", "0151234"),
        ("07700•900•123", "07700 900 123"),
        ("333 88 quattro uno 207", "333 8841207"),
        ("07 double 0 900 123", "0700 900 123"),
        ("doppel null vier neun 151 234 567", "0049151 234 567"),
        ("null eins fünf eins, dann 23 45, dann 67 8", "015123 4567 8"),
        ("4242 dann 4242 dann 4242", "424242424242"),
        ("um 10 dann 12 dann 2024", None),
        ("um 08:30, dann 09:15, dann 10:45", None),
        ("null hunderteinundfünfzig 234 567 89", "0151234 567 89"),
        ("four 2 four 2 4242 4242 4242", "4242 4242 4242 4242"),
        ("D E acht neun 3704 0044 0532 0130 00", "D E 893704 0044 0532 0130 00"),
        ("tre3tre 9otto5 doppiozero 21 sei4", "333985002164"),
        ("tre3tre 12due quattro567", "3331224567"),
        ("zero7seven00 9zero0 123", "07700 900 123"),
        ("trecentotrentotto 44 19 027", "33844 19 027"),
        ("333 dodici trentaquattro cinquecentosessantasette", "3331234567"),
        ("tre tre tre, 12 34, 567", "33312 34 567"),
        ("alle due 312 345 6789 zwo", None),
        ("null-drei-null, dann vier-vier-neun-eins", "0304491"),
        ("sıfır 532 123 45 67", "0532 123 45 67"),
        ("(null sieben elf) 990 - 41 - 8", "(0711990 - 41 - 8"),
        ("+49 (eins sieben null) 6 6 1 4 0 9 2", "+491706 6 1 4 0 9 2"),
        (
            "+49\u00b7(0)\u00b7151\u00b760\u00b744\u00b7doppel-neun\u00b73",
            "+49\u00b7(0)\u00b7151 60 44993",
        ),
        ("O8 7 . 5 5 5 . O 1 3 3", "08 7 . 5 5 5 . 0 1 3 3"),
        ("six-zero-two... 555... zero one nine four", "602 555 0194"),
        ("plus neunundvierzig 171 2345678", "+49171 2345678"),
        ("nau aath ek 01 44727", "98101 44727"),
    ],
)
def test_spoken_numbers_are_digits(said: str, meant: str | None) -> None:
    """Number words in a row, and letters among digits, read as the digits meant."""
    got = read(said, "digits")

    assert got == meant


@pytest.mark.parametrize(
    "prose",
    [
        "eins, zwei, drei und los",
        "sei una persona o due",
        "one or two",
        "OIl Il2 O",
        "20 o 30 000 euro, l 500",
        "1, 2, 3, 4, 5, 6, 7",
        "sei 2024 12345678",
        "drei Stück, 12345678",
        "10•20•30",
        "06.02.2016 Zwölf Menschen",
    ],
)
def test_prose_has_no_digits_reading(prose: str) -> None:
    """A few number words are words."""
    assert read(prose, "digits") is None


def test_more_characters_than_are_remembered_fold_alike() -> None:
    """A text of very many different characters can't fill the memory."""
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 9_000)))

    assert fold(many).text == many


def test_plain_text_is_its_own_reading() -> None:
    """What has nothing to undo maps onto itself."""
    text = "Grüße, Anna (0151)"

    assert readings_of(text) == (Reading("folded", text),)
    assert fold(text).original(3, 7) == (3, 7)


def test_spoken_sign_leads_back_to_its_words() -> None:
    """Masking the sign masks the word, with the spaces around it."""
    spoken = readings_of("anna at example punkt com")[1]

    assert spoken.original(4, 5) == (4, 8)
    assert spoken.original(0, len(spoken.text)) == (0, 25)


def test_ligature_is_covered_by_either_of_its_letters() -> None:
    """Half a ligature can't be masked."""
    folded = fold("aﬁb")

    assert folded.text == "afib"
    assert folded.original(1, 2) == folded.original(2, 3) == (1, 2)
    assert folded.original(1, 1) == (1, 1)


def test_spoken_reading_of_a_disguised_text_leads_to_the_original() -> None:
    """Maps compose."""
    text = "ａn\u200bna (at) example punkt com"
    spoken = readings_of(text)[1]

    start = spoken.text.index("anna")
    end = start + len(spoken.text.rstrip())

    assert spoken.text == "anna@example.com"
    assert spoken.original(start, end) == (0, len(text))


@given(disguised_texts() | texts())
def test_maps_are_monotone_in_range_and_without_gaps(text: str) -> None:
    """Each reading's characters come from the original, in order, all of it."""
    for reading in readings_of(text):
        starts = list(reading.starts or range(len(text) + 1))

        assert len(starts) == len(reading.text) + 1
        assert starts == sorted(starts)
        assert starts[-1] == len(text)
        assert not readings_of(text[: starts[0]])[0].text


@given(disguised_texts())
def test_masking_a_stretch_leaves_nothing_of_it_readable(text: str) -> None:
    """What stands outside a masked stretch reads as what stood outside it."""
    for reading in readings_of(text):
        size = len(reading.text)
        for start, end in (
            (0, size // 2),
            (size // 3, size),
            (size // 2, size // 2 + 1),
        ):
            if not 0 <= start < end <= size:
                continue
            first, last = reading.original(start, end)
            assert 0 <= first < last <= len(text)
            outside = [
                i
                for i in range(size)
                if not (first <= reading.original(i, i + 1)[0] < last)
            ]
            assert not set(outside) & set(range(start, end))


@given(disguised_texts() | texts())
def test_readings_are_deterministic_and_folding_ends(text: str) -> None:
    """A text reads the same every time, and a folded text folds to itself."""
    readings = readings_of(text)

    assert readings == readings_of(text)
    assert fold(readings[0].text).text == readings[0].text
    assert len({reading.text for reading in readings[1:]} - {readings[0].text}) == (
        len({reading.text for reading in readings[1:]})
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 1_000_000, id="digits"),
        pytest.param("\u200b" * 100_000, id="zero-width"),
        pytest.param("." * 4_096, id="dots"),
        pytest.param("\ud800" * 100_000, id="surrogates"),
        pytest.param("\0" * 100_000, id="NUL"),
        pytest.param("a at b dot de " * 8_000, id="addresses"),
        pytest.param("a " * 50_000, id="spelling"),
        pytest.param("www." * 25_000, id="sites"),
        pytest.param("a.a.a-a_a at b-b.b.b " * 4_000, id="almost addresses"),
        pytest.param(f"mail: not{'-' * 90} on DVD at some.in May", id="a long dash"),
        pytest.param(f"{'_-.' * 30}! at example.com " * 99, id="signs in a word"),
        pytest.param("(at)" * 25_000, id="brackets"),
        pytest.param("eins " * 20_000, id="number words"),
        pytest.param("O1" * 50_000, id="letters among digits"),
        pytest.param("e\u0336" * 50_000, id="struck through"),
    ],
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    """Every text takes linear time; the limit leaves room for a busy machine."""
    began = time.perf_counter()

    readings_of(text)

    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mail=anna%40example.com", "mail=anna@example.com"),
        ("tel%3A%2B49151", "tel:+49151"),
        ("M%C3%BCller%E2%80%8B", "Müller"),
        ("anna&#64;example.com", "anna@example.com"),
        ("anna&#x40;example.com&nbsp;x", "anna@example.com x"),
        (r"anna\u0040example.com\nAnna", "anna@example.com Anna"),
        ("Rechnung_Anna__Muster.pdf", "Rechnung Anna Muster.pdf"),
        ("Anna+Muster", "Anna Muster"),
        ("20 % & more, 1+1, %zz &nosuch; \\x", None),
    ],
)
def test_escapes_read_as_what_they_stand_for(written: str, meant: str | None) -> None:
    """What a program wrote into a file name or a button is read as a person would."""
    assert read(written, "unescaped") == meant


def test_prose_is_unescaped_where_that_differs() -> None:
    """A name in a file's name stands between spaces, like in any text."""
    assert prose_of("an_Anna").text == "an Anna"
    assert prose_of("ａn Anna").text == "an Anna"
