"""The tables of capital."""
