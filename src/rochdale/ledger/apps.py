"""Tells Django that this room exists."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "rochdale.ledger"
    label = "ledger"
