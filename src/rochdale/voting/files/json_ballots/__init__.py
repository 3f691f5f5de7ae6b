"""Contests and ballots as JSON, as docs/reference/ballots-json.md describes it.

What the text gives is not trusted: it is read value by value, whole numbers only, nothing repeated, nothing that
the format does not know; every fault is told with its line. A ballot that the paper does not allow is no fault of
the file: it is counted as spoilt.
"""

from __future__ import annotations

from rochdale.voting.files.json_ballots.reading import FORMAT, read
from rochdale.voting.files.json_ballots.writing import write

__all__ = ["FORMAT", "read", "write"]
