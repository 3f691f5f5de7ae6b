"""Wires the rooms: settings, urls, the embedded database, the command line. Nobody imports it."""
