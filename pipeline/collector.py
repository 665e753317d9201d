"""The garbage collector of a process whose work is to redact."""

import gc


def spare_collector() -> None:
    """Keep the collector off all that is there now: packs, words and weights.

    For a process's shell, once its redactor is built. A message makes thousands of
    short-lived objects; looking through half a million others each time took 5 to
    10 % of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
