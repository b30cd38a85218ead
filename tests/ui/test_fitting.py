"""What fits letters in a picker: the whole first, then parts, then other endings."""

from facilitator.ui.widgets.fitting import fitting
from tests.tables import for_each

NAMES = ("Network and Wi-Fi", "Service Desk", "Change enablement", "Desk volunteers", "Exchange", "Knowledge")

TABLE = (
    ("", [*NAMES]),
    ("desk", ["Desk volunteers", "Service Desk"]),
    ("SERV D", ["Service Desk"]),
    ("d serv", ["Service Desk"]),
    ("change", ["Change enablement", "Exchange"]),
    ("changes", ["Change enablement"]),
    ("networking", ["Network and Wi-Fi"]),
    ("wi-fi", ["Network and Wi-Fi"]),
    ("kno", ["Knowledge"]),
    ("changez", ["Change enablement"]),
    ("zeppelin", []),
)


@for_each("typed, found", TABLE)
def test_the_closest_come_first(typed, found):
    assert fitting(typed, [(name, name) for name in NAMES]) == found
