"""Secret ballots that anyone can verify: the Belenios protocol, written from its public description.

Section numbers in these modules are those of the Belenios specification's parts as our protocol page retells
them: 2 notation, 3 set-up, 4 ballots, 5 archive, 6 tally, 7 threshold keys, 8 what others let through.
"""
