"""A file for each kind of proof: how it is made, and how it is checked. No file, network, clock or chance."""
