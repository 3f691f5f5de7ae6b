-- To whom a letter of a kind was written since a day.
SELECT DISTINCT letter.person_id FROM membership_letter AS letter
WHERE
    letter.cooperative_id = tenancy_current()
    AND letter.kind = %(kind)s
    AND letter.written_on > %(since)s
    AND letter.person_id IS NOT NULL
