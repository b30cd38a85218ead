"""How a list and a form stand beside each other; in a narrow window one after the other."""

from __future__ import annotations


def panes_css(name: str, listed: int) -> str:
    """Return the style of a screen with a list, *listed* columns wide, and a form beside it.

    In a narrow window one of the two has all of it: the form while somebody is writing in it.
    """
    return f"""
    {name} > #panes {{ height: 1fr; }}
    {name} #listed {{ width: {listed}; padding: 0 1; }}
    {name} #side {{ width: 1fr; padding: 0 2; border-left: vkey $line; }}
    {name} #list-head {{ height: 3; padding: 1 2 0 2; }}
    {name} #form-head {{ height: 3; padding: 1 1 0 1; border-left: blank; }}
    {name}.-narrow #listed {{ width: 1fr; }}
    {name}.-narrow #side {{ display: none; border-left: none; width: 1fr; padding: 0 1; }}
    {name}.-narrow.-writing #side {{ display: block; }}
    {name}.-narrow.-writing #listed {{ display: none; }}
    {name}.-narrow #list-head {{ height: 1; padding: 0 2; }}
    {name}.-narrow #form-head {{ height: 2; padding: 0 1; }}
    """
