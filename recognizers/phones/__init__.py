"""Phone numbers, as people write them in the regions a deployment serves.

`find` puts the parts together: `runs` proposes stretches of digits in one linear pass
and splits them into numbers; `shapes` says what each may be, by its form and by the
numbering plans of `plans`; `neighbours` weighs what touches it. How sure each is
stands in `guesses`.
"""

from recognizers.phones.find import phone_finder
from recognizers.phones.guesses import LIKELY
from recognizers.phones.in_words import find_phones_in_words

__all__ = ["LIKELY", "find_phones_in_words", "phone_finder"]
