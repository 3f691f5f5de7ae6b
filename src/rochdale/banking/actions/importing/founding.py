"""The cooperative that the bank becomes: its line in the directory, its chart, members, accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from rochdale.banking.actions.accounts import HolderRequest, MemberAccountRequest, open_member_accounts
from rochdale.banking.actions.importing.entries import Chart
from rochdale.banking.actions.importing.plan import SOURCE, Plan
from rochdale.banking.actions.opening import open_books
from rochdale.banking.models import HolderRole
from rochdale.banking.pkdd99.reading import Reading
from rochdale.banking.pkdd99.records import CZK, Account, Role
from rochdale.banking.queries import check_digit
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership

NAME: Final = "Berka bank (PKDD'99)"
PRODUCT: Final = "everyday"
_PACK: Final = "ica-generic"
# Our own numbers count a member's accounts from 01: 00 keeps the bank's ids apart from any we may still give.
_FOREIGN_SERIAL: Final = "00"


def account_number(account_id: int) -> str:
    """The bank's id as an account number with its check digit: 576 is "576-00-9"."""
    return f"{account_id}-{_FOREIGN_SERIAL}-{check_digit(f'{account_id}{_FOREIGN_SERIAL}')}"


def found(by: Acting, slug: str, plan: Plan) -> dict[str, UUID]:
    """Found the cooperative on the day of the bank's first fact and open its books; the accounts by role."""
    cooperatives.found_cooperative(
        by=by,
        slug=slug,
        name=NAME,
        tier=Tier.PRIMARY,
        currency=CZK.code,
        languages=["en", "fr"],
        time_zone="Europe/Prague",
        holidays="CZ",
    )
    cooperatives.adopt_pack(by=by, pack=_PACK)
    # The bank booked on every day of the year, Sundays and holidays included.
    days = [*plan.days.to_close(), plan.days.following]
    return open_books(by=by, days=days).accounts


def register(by: Acting, reading: Reading, plan: Plan) -> dict[int, UUID]:
    """Make the bank's clients members, numbered by the bank's own ids; the persons by client."""
    towns = {district.id: district.name for district in reading.districts}
    # A number of 0 cannot be: that client comes last and gets the next one.
    clients = sorted(reading.clients, key=lambda client: (client.id == 0, client.id))
    newcomers = [
        membership.Newcomer(
            particulars=membership.Particulars(
                family_name=f"Client {client.id}",  # the files give no names
                birth_date=client.birth_date,
                sex=client.sex.value,
                language="en",
                town=towns[client.district_id],
                source_key=f"{SOURCE}:client:{client.id}",
            ),
            joined_on=plan.joined_on[client.id],
            number=client.id or None,
        )
        for client in clients
    ]
    registered = membership.register_members(by=by, newcomers=newcomers)
    return {client.id: line.person_id for client, line in zip(clients, registered, strict=True)}


def open_accounts(
    by: Acting, reading: Reading, plan: Plan, persons: Mapping[int, UUID], roles: Mapping[str, UUID]
) -> Chart:
    """Open the bank's accounts for their owners, with their disponents and the overdrafts that they used."""
    owners: dict[int, UUID] = {}
    disponents: dict[int, list[HolderRequest]] = defaultdict(list)
    for row in reading.dispositions:
        person_id = persons[row.client_id]
        if row.role is Role.OWNER:
            owners[row.account_id] = person_id
        else:
            disponents[row.account_id].append(HolderRequest(person_id, HolderRole.SIGNATORY))

    def request(account: Account) -> MemberAccountRequest:
        return MemberAccountRequest(
            person_id=owners[account.id],
            product=PRODUCT,
            opened_on=account.opened_on,
            holders=tuple(disponents[account.id]),
            overdraft_minor=plan.overdraft_minor.get(account.id, 0),
            number=account_number(account.id),
        )

    opened = open_member_accounts(by=by, requests=[request(account) for account in reading.accounts])
    ids = {account.id: made.account_id for account, made in zip(reading.accounts, opened, strict=True)}
    return Chart(ids, roles)


def move_on(by: Acting, plan: Plan) -> None:
    """Let the cooperative's business date be the day after the last one that the bank's files tell whole."""
    if plan.days.following > plan.days.founded_on:
        cooperatives.move_business_date(
            by=replace(by, on=plan.days.following), to=plan.days.following, although_closed=True
        )
