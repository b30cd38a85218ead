"""How the signs of what needs somebody look; only the sign has a colour."""

from __future__ import annotations

from facilitator.wording.roles.part import Sign

SIGNS = {Sign.ALARM: "▲", Sign.DUE: "»", Sign.KNOW: "·", Sign.PRIVATE: "("}
PENS = {Sign.ALARM: "bad", Sign.DUE: "warn", Sign.KNOW: "muted", Sign.PRIVATE: "private"}
