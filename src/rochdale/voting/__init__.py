"""Ballots, counting rules and verifiable elections. Pure: no framework, database, clock, file or chance."""
