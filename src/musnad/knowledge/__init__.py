"""Facts about the world, read from the tables in `tables/`; the only door to them.

>>> holder("IRN", "foreign_minister", "2025-04-17").en
'Abbas Araghchi'
"""

from musnad.knowledge.counted import counted, duals, tolls
from musnad.knowledge.facts import (
    Body,
    Group,
    Office,
    Organisation,
    Outlet,
    Person,
    Place,
    State,
    Term,
    bodies,
    groups,
    holder,
    offices,
    offices_held,
    organisations,
    outlets,
    people,
    places,
    states,
    terms,
)
from musnad.knowledge.names import Name, all_names, nisba_forms
from musnad.knowledge.scales import Scale, cameo, scale, sessions
from musnad.knowledge.spellings import same_outlet

__all__ = [
    "Body", "Group", "Name", "Office", "Organisation", "Outlet", "Person", "Place", "Scale", "State", "Term",
    "all_names", "bodies", "cameo", "counted", "duals", "groups", "holder", "nisba_forms", "offices", "offices_held", "organisations", "outlets",
    "people", "places", "same_outlet", "scale", "sessions", "states", "terms", "tolls",
]  # fmt: skip
