"""Rochdale: the system of record of a financial cooperative, and of the network cooperatives form.

Each package in here is a room; `docs/internals/ARCHITECTURE.md` says which room may look into which.
"""

__version__ = "0.1.0"
