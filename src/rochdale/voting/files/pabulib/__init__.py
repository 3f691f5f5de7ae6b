"""Participatory budgets in the format of pabulib.org (`.pb`): a text of three sections, cells between semicolons.

    META       key;value         the budget, the kind of vote, what a voter may write
    PROJECTS   project_id;cost;  one line for each project, and what was published of the result
    VOTES      voter_id;vote;    one line for each voter: project numbers between commas, and their points

D. Stolicki, S. Szufa, N. Talmon, "Pabulib: A Participatory Budgeting Library" (2020); https://pabulib.org/format.
Votes are of five types: `approval` and `choose-1` are choices, `ordinal` is a ranking, `cumulative` and `scoring` are
scores. A voter is known by a number only, and it is forgotten as soon as it is known to be the only one.
"""

from rochdale.voting.files.pabulib.reading import BudgetFile, Published, read, read_whole
from rochdale.voting.files.pabulib.writing import write

__all__ = ["BudgetFile", "Published", "read", "read_whole", "write"]
