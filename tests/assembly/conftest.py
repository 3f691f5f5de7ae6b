"""Our pages served to a browser, and our scripts called in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser

from assembly import booth_urls, meeting_cases
from assembly.booth_urls import Fed
from browsing import opened, serving_pages
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting

Call = Callable[[str], Any]


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[psycopg.Connection]:
    """A superuser whom no guard binds, to see what the audit finds."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[str]:
    """The address of a server of the program's pages."""
    with serving_pages() as address:
        yield address


@pytest.fixture
def fed(settings: Any) -> Fed:
    """A booth for an election of the test's, at /booth/."""
    settings.ROOT_URLCONF = "assembly.booth_urls"
    booth_urls.FED = Fed()
    return booth_urls.FED


@pytest.fixture
def script(browser: Browser, site: str) -> Iterator[Call]:
    """Evaluates JavaScript that names our modules: `ballot.makeBallot(...)`; big numbers come as texts.

    `group` is BELENIOS-2048, and `squares` the group of votes that ask for a ranking.
    """
    with opened(browser, f"{site}/vote/trustee/") as (page, _):

        def call(expression: str) -> Any:
            names = [
                "ballot",
                "belenios",
                "codes",
                "decryption",
                "group",
                "proofs",
                "qr",
                "rfc3526",
                "sealing",
                "sha256",
                "shuffling",
                "tracking",
            ]
            modules = ", ".join(f"import('/static/assembly/{name}.js')" for name in names)
            groups = "const { group } = belenios, { group: squares } = rfc3526, { randomBelow } = chance;"
            plain = "(key, value) => typeof value === 'bigint' ? String(value) : value"
            return page.evaluate(
                f"""async () => {{
                    const [{", ".join(names).replace("group", "chance")}] = await Promise.all([{modules}]);
                    {groups}
                    return JSON.parse(JSON.stringify(await (async () => ({expression}))(), {plain}) ?? "null");
                }}"""
            )

        yield call


@pytest.fixture
def governed(database: str, slug: str) -> Acting:
    """The program, in a caisse under the by-laws of Quebec that no other test knows."""
    by = meeting_cases.acting()
    cooperatives.found_cooperative(
        by=by, slug=slug, name=f"Caisse {slug}", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    return by


@pytest.fixture
def other(database: str, slug: str) -> Acting:
    """Another caisse, beside the governed one."""
    by = meeting_cases.acting()
    cooperatives.found_cooperative(
        by=by, slug=f"{slug}-2", name=f"Caisse {slug} 2", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    cooperatives.adopt_pack(by=by, pack="quebec-caisse")
    return by
