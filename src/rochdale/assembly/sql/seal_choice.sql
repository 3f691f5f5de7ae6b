-- A sealed choice, under a name drawn by chance.
INSERT INTO assembly_sealedchoice (cooperative_id, vote_id, id, sealed)
VALUES (%(cooperative_id)s, %(vote_id)s, %(id)s, %(sealed)s)
