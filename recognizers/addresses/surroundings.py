"""What belongs to a street: flat and floor, house, twin name, postcode and town."""

import re

from recognizers.addresses.by_postcode import with_house
from recognizers.addresses.grammar import LIKELY, PLACED, Span
from recognizers.addresses.places import (
    POSTCODE,
    TOWN,
    TOWN_JOIN,
    is_town,
    place_end,
)

_LOOK_BACK = 90
_FLAT_AND_FLOOR = re.compile(
    r"(?:[ \t]{0,2}[,/\-–\n]?[ \t]{0,2}"
    r"(?:hinterhaus|hinterhof|vorderhaus|seitenflugel|seitenfluegel|gartenhaus|hofgebaude|"
    r"(?:(?:hh|vh|sf|eg|dg|ug|og)(?![^\W_]))|"
    r"(?:\d{1,2}(?:st|nd|rd|th|°|º)?|erster|zweiter|dritter|vierter|funfter|primo|secondo|"
    r"terzo|quarto|quinto|ultimo|ground|first|second|third|fourth|fifth|top)"
    r"\.? ?(?:stock|og|etage|obergeschoss|piano|"
    r"stiege|floor|stockwerk)(?:[ ,]{1,2}(?:links|rechts|mitte))?|"
    r"(?:stiege|stg|tur|tuer|top|wohnung|whg|app|apt|appartement|zimmer|zi|haus|aufgang|"
    r"eingang|block|etage|stock)\.?[ \t]?(?:nr\.? ?)?(?:\d{1,4}[a-z]?|[a-z])(?![^\W_])|"
    r"(?:interno|int|scala|sc|piano|palazzina|pal|edificio|citofono|appartamento|lotto|"
    r"piso|puerta|planta|escalera|portal)"
    r"\.?[ \t]?(?:n\.? ?)?"
    r"(?:\d{1,4}[a-z]?|[a-z]|terra|rialzato|dx|sx|destra|sinistra)(?![^\W_])|"
    r"(?:apt|apartment|unit|suite|ste|flat|floor|fl|room|rm|bldg|building|#)\.?[ \t]?"
    r"(?:no\.? ?)?#?(?:\d{1,5}[a-z]?|[a-z]\d{0,3})(?![^\W_])|"
    r"(?:erdgeschoss|links|rechts)(?![^\W_]))){1,5}"
)
_DOOR_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:stiege|stg|stock|etage|tur|tuer|top|whg|wohnung|scala|interno|int|"
    r"piano)\.?[ ]?(?:nr\.?[ ]?)?\d{1,4}[a-z]?"
    r"(?:,[ ]|[ ]?/[ ]?|[ ](?=[a-z]))){1,3}(?<=, )$"
)
"""Stairs and door, told first: "Stg. 4 Tür 19, Beispielgasse 6"."""
_PLACE_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<postcode>{POSTCODE})[ \t]{{1,2}}(?P<town>{TOWN}"
    rf"(?:[ \t](?:{TOWN_JOIN}[ \t]){{0,2}}{TOWN})?)[ \t]{{0,2}}"
    r"(?:\([a-z]{2}\)[ \t]{0,2})?(?:[,\n\-–:;][ \t]{0,2})?"
    r"(?:(?:in|an|auf)[ \t](?:der[ \t])?)?$"
)
_IN_BETWEEN = re.compile(
    r"[ ,\n]{1,2}(?:bei|c/o|presso|at|[Kk]lingel|[Cc]itofono) "
    r"(?:Familie |Fam\. |famiglia )?"
    r"[A-ZÀ-Þ][\w'’\-]{1,20}(?: [A-ZÀ-Þ][\w'’\-]{1,20})?(?=[,\n])"
    r"|\n(?:PLZ|CAP|Plz|Cap)[ ]?[/,][ ]?"
    r"(?:[Oo]rt|ORT|Stadt|[Cc]itt[àa]|[Cc]omune):(?=[ ])"
)
"""Between a street and its town: whose door it is, or what a form calls them."""
_TWIN = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{3,25}(?:straße|strasse|str\.|weg|gasse|platz|allee)|"
    r"(?:via|piazza|vicolo|viale)(?: [^\W\d_]{2,20}){1,3}) ?[/\-–] ?$"
)
"""The same street in the other language: "Sonnenstraße/Via Sole 14"."""
_TWIN_HEAD = re.compile(r"(?<![^\W_])(?:via|piazza|vicolo|viale) $")
"""Of a twin that the street's own grammar took in: "Piazza Walther/Waltherplatz 8"."""


def widened(text: str, low: str, start: int, end: int, score: float) -> Span:
    """Take in what belongs to a street, before and after.

    Args:
        text: A folded reading.
        low: What `plain` makes of it.
        start: Where the street begins.
        end: Where its number ends.
        score: How sure its grammar is; a flat or a place makes it surer.
    """
    extras = _FLAT_AND_FLOOR.match(low, end)
    if extras:
        end, score = extras.end(), max(score, LIKELY)
    placed = place_end(text, low, end)
    if placed == end and (between := _IN_BETWEEN.match(text, end)):
        beyond = place_end(text, low, between.end())
        placed = beyond if beyond > between.end() else end
    earliest = max(start - _LOOK_BACK, 0)
    before = _PLACE_BEFORE.search(low, earliest, start)
    if before and is_town(before["town"]):
        return before.start("postcode"), placed, PLACED
    begin = with_house(text, low, start)
    if door := _DOOR_BEFORE.search(low, earliest, start):
        begin = min(begin, door.start())
    if "/" in low[start:end] and (head := _TWIN_HEAD.search(low, earliest, start)):
        begin = head.start()
    if twin := _TWIN.search(low, earliest, start):
        begin, score = twin.start(), max(score, LIKELY)
    return begin, placed, score if placed == end else PLACED
