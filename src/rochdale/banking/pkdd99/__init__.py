"""The Czech bank of the PKDD'99 challenge: its files read, judged and replayed.

`reading` turns the folder into `records`, `replay` recovers the order of each account's days, `summary`
counts. Pure: no framework and no database; the only thing touched is the folder that is read.
"""
