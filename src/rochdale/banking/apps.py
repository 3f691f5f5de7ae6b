"""Tells Django that this room exists."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "rochdale.banking"
    label = "banking"

    def ready(self) -> None:
        """Add to everybody's whole file what this room knows."""
        from rochdale.banking.queries.whole_file import ACCOUNTS
        from rochdale.membership.queries import offer_section

        offer_section(section=ACCOUNTS)
