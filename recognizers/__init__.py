"""Finders of personal data, on Presidio's contract, in packs."""
