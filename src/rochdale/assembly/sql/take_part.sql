-- A line of the roll votes. The instant is told to the trigger beside it and not written (INV-98).
INSERT INTO assembly_participation (cooperative_id, vote_id, line_id, way, channel, is_assisted)
VALUES (%(cooperative_id)s, %(vote_id)s, %(line_id)s, %(way)s, %(channel)s, %(is_assisted)s)
