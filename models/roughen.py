"""Spell a message as somebody may have typed it on a phone."""

import re
from dataclasses import replace

from models.messages import Draw, Message, Piece
from models.spelling import strip_accents

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_PUNCTUATION = re.compile(r"[.,!?;:'’\"()¿¡]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMOJI = (
    "😊",
    "😂",
    "👍",
    "🙏",
    "❤️",
    "😅",
    "🎉",
    "😢",
    ":)",
    ";)",
    "xD",
    "🤔",
    "👋",
    "😡",
)


def roughen(message: Message, draw: Draw) -> Message:
    """Return the message with the case, accents, points and slips of a chat."""
    message = _change_case(message, draw)
    if draw.happens(0.12):
        message = message.respell(strip_accents)
    elif draw.happens(0.12):
        message = message.respell(lambda text: text.translate(_UMLAUTS))
    if draw.happens(0.22):
        message = message.respell(lambda text: _PUNCTUATION.sub("", text))
    if draw.happens(0.1):
        message = message.respell(lambda text: misspell(text, draw))
    return _with_emoji(message, draw) if draw.happens(0.1) else message


def misspell(text: str, draw: Draw) -> str:
    """Drop, double or swap letters in one long word of eight."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if not draw.happens(0.12):
            return word
        at = draw.randrange(1, len(word) - 1)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        dropped, doubled = before + after, before + letter * 2 + after
        swapped = before + after[0] + letter + after[1:]
        return draw.choice([dropped, doubled, swapped, word + word[-1] * 2])

    return _WORD.sub(slip, text)


def _change_case(message: Message, draw: Draw) -> Message:
    if draw.happens(0.32):
        return message.respell(str.lower)
    if draw.happens(0.06):
        return message.respell(str.upper)
    if draw.happens(0.08):
        return replace(message, pieces=tuple(map(_lower_unless_name, message.pieces)))
    return message


def _lower_unless_name(piece: Piece) -> Piece:
    return piece if piece.label else Piece(piece.text.lower())


def _with_emoji(message: Message, draw: Draw) -> Message:
    emoji = draw.choice(["", " "]) + draw.choice(_EMOJI)
    if draw.happens(0.2):
        return replace(message, pieces=(Piece(f"{emoji.strip()} "), *message.pieces))
    return replace(message, pieces=(*message.pieces, Piece(emoji)))
