"""Accounts, the counter and the books as programs ask for them."""

from rochdale.banking.api import accounts, books, counter
from rochdale.banking.api.routes import ACCOUNTS, BOOKS, COUNTER

ROUTES = (ACCOUNTS, COUNTER, BOOKS)

__all__ = ["ROUTES", "accounts", "books", "counter"]
