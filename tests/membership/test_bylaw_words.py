"""By-laws as people read them: no code of the program stands on the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from rochdale.cooperatives.queries import PARAMETERS
from rochdale.membership.views.applications.bylaws import bylaw_word


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_code_has_words(language: str) -> None:
    codes = {code for parameter in PARAMETERS.values() for code in parameter.choices}
    with translation.override(language):
        bare = {code for code in codes if bylaw_word(code).lower().replace(" ", "_") == code}
        underscored = {code for code in codes if "_" in bylaw_word(code)}
    assert not underscored
    # In English some codes are the word itself; in French none is but these.
    assert language == "en" or bare <= {"fraud"}
