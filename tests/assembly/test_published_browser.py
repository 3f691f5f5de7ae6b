"""The pages of a published vote in a browser: readable by everybody, and no wider than a phone."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser

from assembly.voted import CLOSES, voted
from browsing import axe_finds, opened
from rochdale.assembly import actions
from rochdale.config.demo import vote_words
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.voting.verifiable.tracking import number_of
from rochdale.voting.verifiable.verifier.verification import verify

pytestmark = [pytest.mark.slow, pytest.mark.browser]
STRANGE = "746298582971681708996585"


@pytest.fixture(scope="module")
def paths(site: str) -> dict[str, str]:
    """Addresses below the site, by what is seen there."""
    slug = f"caisse-{uuid.uuid4().hex[:12]}"
    by = Acting(uuid.uuid4(), None, None, "test", date(2026, 11, 23), datetime(2026, 11, 23, 15, tzinfo=UTC))
    cooperatives.found_cooperative(
        by=by, slug=slug, name="Caisse du Vieux-Moulin", tier=Tier.PRIMARY, currency="CAD",
        languages=["fr", "en"], time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    vote = voted(slug)
    uuid_ = actions.publish_election(
        by=by, titles=vote_words.TITLES, closed_at=CLOSES, archive=vote.archive, documents=vote.documents
    )
    report = verify(vote.archive)
    number = number_of(report.ballots[1].tracker).replace(" ", "")
    replaced = number_of(report.ballots[3].tracker).replace(" ", "")
    return {
        "election": f"/{slug}/elections/{uuid_}/",
        "counted": f"/vote/check/?number={number}&head={report.heads[2]}",
        "replaced": f"/vote/check/?number={replaced}",
        "absent": f"/vote/check/?number={STRANGE}&head={'0' * 64}",
        "malformed": "/vote/check/?number=1234&head=1234",
    }


@pytest.mark.parametrize("name", ["election", "counted", "replaced", "absent", "malformed"])
@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("en", 1280)])
def test_everybody_can_read_it(
    browser: Browser, site: str, paths: dict[str, str], name: str, language: str, width: int
) -> None:
    cookies = {"django_language": language}
    with opened(browser, site + paths[name], width=width, language=language, cookies=cookies) as (page, said):
        assert axe_finds(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        assert said == [] or name == "malformed"  # the browser says of that one that it was refused
