"""Spell a message as somebody may have typed it on a phone."""

import re
import string
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
    message = slip(message, draw)
    return _with_emoji(message, draw) if draw.happens(0.1) else message


def slip(message: Message, draw: Draw) -> Message:
    """Return the message as somebody in a hurry types it, one time in three.

    An unknown word is more often a slip than a name: most slips are outside names.
    """
    if draw.happens(0.1):
        return message.respell(lambda text: misspell(text, draw, 0.12))
    if not draw.happens(0.25):
        return message
    pieces = (
        piece if piece.label else Piece(misspell(piece.text, draw, 0.25))
        for piece in message.pieces
    )
    return replace(message, pieces=tuple(pieces))


def misspell(text: str, draw: Draw, share: float) -> str:
    """Drop, double, swap or miss letters in a share of the longer words."""

    def slip_in(match: re.Match[str]) -> str:
        word = match[0]
        if not draw.happens(share):
            return word
        at = draw.randrange(1, len(word) - 1)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        dropped, doubled = before + after, before + letter * 2 + after
        swapped = before + after[0] + letter + after[1:]
        missed = before + draw.choice(string.ascii_lowercase) + after
        return draw.choice([dropped, doubled, swapped, missed, word + word[-1] * 2])

    return _WORD.sub(slip_in, text)


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
