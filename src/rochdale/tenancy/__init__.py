"""The wall between cooperatives: row-level security, and the cooperative of the current transaction."""
