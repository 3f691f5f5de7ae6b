"""Institutions and their tiers, by-laws as dated data, offices and what each may do."""
