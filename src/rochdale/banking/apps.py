"""Tells Django that this room exists."""

from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "rochdale.banking"
    label = "banking"
