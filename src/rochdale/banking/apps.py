"""Tells Django that this room exists."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "rochdale.banking"
    label = "banking"

    def ready(self) -> None:
        """Tell membership what this room knows of a person, and what holds the person's particulars here."""
        from rochdale.banking.actions.blanking import blank_operations
        from rochdale.banking.queries.retention import open_accounts
        from rochdale.banking.queries.whole_file import ACCOUNT_LINES, ACCOUNTS, RECORDED
        from rochdale.membership.actions import offer_blanking
        from rochdale.membership.queries import offer_obstacles, offer_section

        for section in (ACCOUNTS, ACCOUNT_LINES, RECORDED):
            offer_section(section=section)
        offer_obstacles(name="accounts", find=open_accounts)
        offer_blanking(name="operations", blank=blank_operations)
