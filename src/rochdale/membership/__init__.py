"""Persons and organizations, the register of members, and the sign-ins by which persons come in."""
