"""Why counting says no, in sentences: of refusals, of the faults of files, and of spoilt ballots.

English, marked for the catalogues; who knows the reader's language passes the translation in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rochdale.kernel.errors import Fault, Refusal
from rochdale.voting.words import N_

REFUSALS: Final[Mapping[str, str]] = {
    "candidates_alike": N_("Two candidates have the same name: %(candidates)s."),
    "seats_impossible": N_("%(seats)s seats cannot be filled from %(candidates)s candidates."),
    "ballots_faulty": N_("The ballots have faults, and nothing is counted before they are gone."),
    "lot_needed": N_(
        "%(candidates)s are equal, and only a lot can tell them apart. It is drawn from a seed, published before "
        "anybody can know it."
    ),
    "rule_unknown": N_("No rule is called “%(rule)s”. There are: %(known)s."),
    "ballots_unfit": N_("“%(rule)s” does not count ballots of this kind (%(kind)s), but: %(wanted)s."),
    "budget_impossible": N_(
        "There is no money to spend, or not one cost above nothing for each of %(projects)s projects."
    ),
    "contest_unfit": N_("“%(rule)s” decides another kind of question."),
    "seats_unfit": N_("“%(rule)s” cannot fill this number of seats: %(seats)s."),
    "threshold_impossible": N_("A threshold of %(part)s is one that nobody can have, or nobody can miss."),
    "figure_impossible": N_("There cannot be %(figure)s of this: %(name)s."),
    "casting_vote_needed": N_(
        "Yes and no are equal, %(yes)s to %(no)s. The chair’s casting vote decides and is not given."
    ),
    "apportionment_impossible": N_("%(seats)s seats cannot be shared out among %(parties)s parties."),
    "groups_alike": N_("Two electoral groups have the same name: %(groups)s."),
    "seats_alike": N_("Two seats of the group %(group)s have the same name: %(seats)s."),
    "vote_needed": N_(
        "In the group %(group)s there are more candidates (%(candidates)s) than seats (%(seats)s), and no ballots."
    ),
    "rule_unfit": N_("“%(rule)s” shares out seats among lists, and does not elect persons."),
}  # fmt: skip

SPOILT: Final[Mapping[str, str]] = {
    "candidate_unknown": N_("somebody who is not on the paper"),
    "candidate_repeated": N_("the same candidate twice"),
    "choice_unsorted": N_("marks in no order"),
    "tier_empty": N_("a place left out"),
    "tie_not_allowed": N_("several in one place"),
    "marks_too_many": N_("too many candidates"),
    "marks_too_few": N_("too few candidates"),
    "scores_miscounted": N_("more or fewer scores than candidates"),
    "score_out_of_range": N_("a score out of bounds"),
    "points_miscounted": N_("points that do not add up"),
    "cost_too_high": N_("projects that cost too much together"),
}

FAULTS: Final[Mapping[str, str]] = {
    # Of one ballot.
    "candidate_unknown": N_("There is no candidate %(candidate)s."),
    "candidate_repeated": N_("Candidate %(candidate)s is named more than once."),
    "choice_unsorted": N_("The candidates are not in the order of the paper."),
    "tier_empty": N_("Place %(place)s is empty."),
    "tie_not_allowed": N_("Several candidates share place %(place)s."),
    "marks_too_many": N_("%(marks)s candidates are named, and %(marks_max)s are the most."),
    "marks_too_few": N_("%(marks)s candidates are named, and %(marks_min)s are the fewest."),
    "scores_miscounted": N_("There are %(scores)s scores for %(candidates)s candidates."),
    "score_out_of_range": N_("The score %(score)s is out of bounds."),
    "points_miscounted": N_("The points are %(points)s together, and should be %(points_wanted)s."),
    "cost_too_high": N_("The projects cost %(cost)s together, and %(cost_max)s is the most."),
    # Of any file.
    "faults_too_many": N_("There are more faults than are told."),
    "file_unreadable": N_("The file cannot be read: %(text)s."),
    "file_too_large": N_("The file has more than %(most)s bytes."),
    "format_unnamed": N_("The name of the file does not end in one of %(known)s."),
    "utf8_wanted": N_("Here are bytes that are no UTF-8."),
    # Of a file of JSON.
    "json_malformed": N_("This is no JSON, from column %(column)s on."),
    "json_excessive": N_("This is nested too deeply or has a number of too many digits, from column %(column)s on."),
    "member_unknown": N_("“%(name)s” is not known here."),
    "member_repeated": N_("“%(name)s” is there twice."),
    "member_missing": N_("“%(name)s” is missing."),
    "format_unknown": N_("The format is not %(wanted)s."),
    "number_wanted": N_("“%(name)s” must be a whole number from %(least)s to %(most)s."),
    "text_wanted": N_("“%(name)s” must be a text of 200 characters at most, all of which can be seen."),
    "truth_wanted": N_("“%(name)s” must be true or false."),
    "names_wanted": N_("“%(name)s” must be a list of names."),
    "name_wanted": N_("“%(found)s” is no name that can be seen whole."),
    "name_listed_twice": N_("“%(found)s” is there twice."),
    "name_unknown": N_("Nobody on the paper is called “%(name)s”."),
    "candidates_miscounted": N_("There must be 1 to %(most)s candidates."),
    "kind_wanted": N_("The paper must name its kind: %(kinds)s."),
    "costs_wanted": N_("Every candidate needs a cost, which is not below nothing."),
    "numbers_wanted": N_("Here must be a number for each name."),
    "score_repeated": N_("“%(name)s” has two scores."),
    "spoilt_wanted": N_("The spoilt ballots must be a count, and reasons that are each not more than it."),
    "ballots_wanted": N_("The ballots must be a list."),
    "ballot_wanted": N_("A ballot must have “%(kind)s”, may have “count”, and has nothing else."),
    "choice_wanted": N_("A choice must be a list of names."),
    "ranking_wanted": N_("A ranking must be a list of names, or of lists of names."),
    # Of a file of BLT.
    "heading_unreadable": N_("The first line must be two numbers, of candidates and seats, and not “%(text)s”."),
    "candidates_out_of_range": N_("There must be 1 to %(most)s candidates, and not %(candidates)s."),
    "seats_missing": N_("There is no seat to fill."),
    "file_empty": N_("There is nothing in the file."),
    "withdrawn_repeated": N_("Candidate %(candidate)s is withdrawn twice."),
    "candidates_all_withdrawn": N_("All candidates have withdrawn."),
    "ballot_unreadable": N_("This is no ballot: “%(text)s”. It must be a weight, the preferences and 0."),
    "ballots_unended": N_("A line with 0 alone must end the ballots."),
    "weight_out_of_range": N_("The weight of a ballot must be 1 or more, of %(digits)s digits at most."),
    "name_missing": N_("Here must be a name."),
    "name_repeated": N_("“%(name)s” is named on line %(first_line)s already."),
    "names_missing": N_("There are %(names)s names for %(candidates)s candidates."),
    "text_after_title": N_("Nothing may come after the title: “%(text)s”."),
    "quote_unended": N_("The quotation mark is not closed: %(text)s."),
    "name_unprintable": N_("%(name)s has characters that cannot be seen."),
    "contest_unwritable": N_("The format has no place for a question of this kind."),
    "kind_unwritable": N_("The format has no place for ballots of this kind: %(kind)s."),
    # Of a file of Pabulib.
    "section_repeated": N_("The section %(section)s is there twice."),
    "section_missing": N_("A section is missing here: META, PROJECTS, VOTES."),
    "cells_miscounted": N_("There are %(cells)s fields, and the section has %(cells_wanted)s."),
    "lines_too_many": N_("There are %(lines)s lines, and %(lines_max)s are the most."),
    "line_too_long": N_("The line has %(length)s characters, and %(length_max)s are the most."),
    "character_not_allowed": N_("Here is a character that no text has: %(character)s."),
    "quotation_malformed": N_("The quotation marks do not match: %(text)s"),
    "column_missing": N_("The section %(section)s has no column %(column)s."),
    "column_repeated": N_("The section %(section)s has the column %(column)s twice."),
    "key_repeated": N_("%(key)s is said twice."),
    "key_missing": N_("%(key)s is missing."),
    "vote_type_unknown": N_("“%(text)s” is no kind of vote that is known: %(known)s."),
    "default_score_unsupported": N_("A default score of %(score)s is not counted: only 0 is."),
    "number_malformed": N_("“%(text)s” is no number for %(key)s."),
    "amount_malformed": N_("“%(text)s” is no amount for %(key)s."),
    "project_unnamed": N_("This is no name of a project: “%(text)s”."),
    "project_repeated": N_("The project %(project)s stands on line %(first_line)s already."),
    "project_unknown": N_("There is no project %(project)s."),
    "project_named_twice": N_("The project %(project)s is named twice."),
    "projects_missing": N_("There is no project."),
    "projects_too_many": N_("There are %(projects)s projects, and %(projects_max)s are the most."),
    "projects_miscounted": N_("There are %(projects)s projects, and the file says %(projects_said)s."),
    "voter_repeated": N_("This voter has voted on line %(first_line)s already."),
    "votes_miscounted": N_("There are %(votes)s votes, and the file says %(votes_said)s."),
    "points_malformed": N_("“%(text)s” are no points for %(projects)s projects."),
    "points_too_many": N_("The points are %(points)s together, and %(points_max)s are the most."),
    "name_unwritable": N_("The format has no place for the name “%(name)s”."),
}  # fmt: skip


def refusal_sentence(refusal: Refusal, translate: Callable[[str], str]) -> str:
    """Why counting is refused."""
    return _sentence(REFUSALS.get(refusal.code, refusal.code), refusal.facts(), translate)


def fault_sentence(fault: Fault, translate: Callable[[str], str]) -> str:
    """What is wrong, after the file and the line."""
    told = _sentence(FAULTS.get(fault.code, fault.code), fault.facts, translate)
    place = fault.source if fault.line is None else f"{fault.source}:{fault.line}"
    return f"{place}: {told}"


def spoilt_reason(code: str, translate: Callable[[str], str]) -> str:
    """Why a ballot is spoilt, in a few words; a reason that a file brought stays as it is."""
    return translate(SPOILT[code]) if code in SPOILT else code


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def _sentence(text: str, facts: Mapping[str, object], translate: Callable[[str], str]) -> str:
    return translate(text) % _Facts({name: plainly(value) for name, value in facts.items()})


def plainly(fact: object) -> str:
    """A fact as it stands in a sentence: several with commas between them."""
    return ", ".join(str(each) for each in fact) if isinstance(fact, tuple | list) else str(fact)
