"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens."""

from rochdale.membership.models.persons import NameWord, Person, PersonKind
from rochdale.membership.models.register import Member, MemberClass
from rochdale.membership.models.sign_ins import Door, SignIn, SignInManager

__all__ = ["Door", "Member", "MemberClass", "NameWord", "Person", "PersonKind", "SignIn", "SignInManager"]
