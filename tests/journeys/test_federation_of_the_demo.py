"""The federation of the demo over HTTP, as the delegate of a caisse reads what its assembly decided."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings

from config.test_demo import scene_at
from rochdale.assembly.checks import CHECKS
from rochdale.audit.checks import differences
from rochdale.config.demo import PASSWORD
from rochdale.config.demo.federation import build_federation
from rochdale.config.demo.scenes import FEDERATION
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries
from rochdale.kernel.acting import Acting

from .test_rolls import page

pytestmark = pytest.mark.slow

ON = date(2026, 11, 20)


def test_the_delegate_of_a_caisse_reads_the_votes_by_name(database: str, slug: str) -> None:
    slugs = {known: f"{slug}-{known}" for known in ("vieux-moulin", "harbour")}
    for each in slugs.values():
        by = Acting(uuid4(), None, None, "test", ON, datetime(2026, 11, 20, 15, tzinfo=ZoneInfo("UTC")))
        cooperatives.found_cooperative(
            by=by, slug=each, name=each, tier=queries.Tier.PRIMARY, currency="CAD", languages=["fr"],
            time_zone="America/Toronto", holidays="CA-QC",
        )  # fmt: skip
    scene = scene_at(f"{slug}-fed", FEDERATION)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        build_federation(on=ON, scene=scene, slugs=slugs)
    ginette = Client()
    told = ginette.post("/account/login/", {"login": "ginette@vieux-moulin.example", "password": PASSWORD})
    assert told.status_code == 302
    at = f"/{scene.slug}/meetings/1/"
    assert "What was decided" in page(ginette, at)
    assert "You vote for Caisse du Vieux-Moulin, with 1 vote." in page(ginette, f"{at}now/")
    motion = page(ginette, f"{at}votes/1/")
    # The largest caisse is against, and all the others for.
    assert "Who voted how" in motion
    assert "Lucie Aubert" in motion
    assert "Adopted" in motion
    told = ginette.get(f"/api/v1/{scene.slug}/meetings/1/votes/1/names").json()["items"]
    assert [
        (each["votes_for"], each["votes"], each["choice"]) for each in told if each["choice"] == "no"
    ] == [("Caisse des Îles", 5, "no")]
    election = page(ginette, f"{at}votes/2/", "fr")
    assert "Tous les bulletins, avec les noms" in election
    assert "Ginette Arsenault" in election
    assert "pour Caisse des Îles" in election
    assert list(differences(queries.cooperative_by_slug(scene.slug).id, CHECKS)) == []
