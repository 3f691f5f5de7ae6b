"""The reader of an existing register, from a file of comma-separated values.

It knows files and nothing of ours: no table, no clock, no chance. Whatever the bytes, it answers with lines and
faults, and never with an exception. What each column means is told in docs/guides/import-a-register.md.
"""
