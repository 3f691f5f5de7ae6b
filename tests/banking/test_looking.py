"""Who opens an account for an office has looked at a file; its holder has not."""

from __future__ import annotations

import pytest

from rochdale.membership import queries
from rochdale.tenancy.actions import inside

from .conftest import Caisse
from .test_views import Visitor


@pytest.mark.slow
def test_an_account_opened_by_an_officer_is_written_down(caisse: Caisse) -> None:
    number = caisse.everyday.number
    Visitor(caisse, caisse.odile_id).text(f"accounts/{number}/")
    manager = Visitor(caisse, caisse.manager.person_id)
    manager.text("register/1/")
    manager.text(f"accounts/{number}/")
    with inside(caisse.id):
        found = queries.file_views_of(person_id=caisse.odile_id).lines
    assert [line.part.value for line in found] == ["account", "member"]
    assert {line.viewer for line in found} == {"Thérèse Bélanger"}
