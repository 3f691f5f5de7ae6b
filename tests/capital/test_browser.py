"""A real browser follows a story of shares, and axe looks at every page of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from playwright.sync_api import Browser, Page

from browsing import Scheme, axe_finds, follow, opened, serving_pages
from rochdale.capital import actions

from .conftest import Capital, cad, key
from .test_pages import visitor

pytestmark = pytest.mark.browser
READERS: list[tuple[int, str, Scheme]] = [(1280, "en", "light"), (390, "fr", "dark")]


@pytest.fixture
def site(capital: Capital) -> Iterator[str]:
    """The address of the caisse on a server of its own."""
    with serving_pages() as address:
        yield f"{address}/{capital.caisse.slug}/"


def look(page: Page, width: int) -> None:
    assert axe_finds(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("reader", READERS)
def test_shares_are_asked_back_and_repaid_with_a_mouse(
    capital: Capital, browser: Browser, site: str, reader: tuple[int, str, Scheme]
) -> None:
    width, language, scheme = reader
    capital.issue(capital.odile, 30)
    capital.issue(capital.odile, 20, paid=cad("50"))
    capital.issue(capital.armand, 10)
    actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=4
    )
    actions.issue_certificate(by=capital.treasurer, holder_id=capital.armand, code="permanent")
    capital.amend(second_person_acts=("blank_person",), capital_floor_fraction=Fraction(1, 25))
    style = {"width": width, "language": language, "scheme": scheme}
    member = {
        name: morsel.value for name, morsel in visitor(capital, "armand", language).client.cookies.items()
    }
    with opened(browser, f"{site}my-shares/", cookies=member, **style) as (page, said):  # type: ignore[arg-type]
        look(page, width)
        follow(page.locator('a[href$="/my-shares/redeem/"]'))
        look(page, width)
        page.fill("[name=quantity]", "2")
        follow(page.locator("main form .button:not(.second)"))
        look(page, width)
        follow(page.locator("main form .button:not(.second)"))
        page.wait_for_url("**/my-shares/")
        assert page.locator("main h3").count() == 2
        page.goto(f"{site}certificates/?number=1")
        page.fill("[name=code]", "0" * 20)
        follow(page.locator("main form .button"))
        look(page, width)
        page.goto(f"{site}my-file/leave/")
        look(page, width)
        assert [text for text in said if "403" not in text] == []
    officer = {
        name: morsel.value for name, morsel in visitor(capital, "manager", language).client.cookies.items()
    }
    with opened(browser, f"{site}shares/", cookies=officer, **style) as (page, said):  # type: ignore[arg-type]
        for path in ("shares/", "shares/delays/", "shares/classes/", "shares/classes/open/", "shares/register/",
                     "shares/movements/", f"shares/holders/{capital.odile}/", "register/1/", "",
                     f"shares/holders/{capital.odile}/issue/",
                     f"shares/holders/{capital.odile}/transfer/"):  # fmt: skip
            page.goto(site + path)
            look(page, width)
        page.goto(f"{site}shares/queue/")
        look(page, width)
        follow(page.locator('a[href$="/pay/"]').first)
        look(page, width)
        follow(page.locator("main form .button:not(.second)"))
        look(page, width)
        follow(page.locator("main form .button.dangerous"))
        page.wait_for_url("**/shares/queue/")
        assert page.locator("main .lines li").count() == 1
        page.goto(f"{site}shares/movements/")
        follow(page.locator("main .lines a").last)
        look(page, width)
        assert [text for text in said if "403" not in text] == []
    assert capital.held(capital.armand) == 6
