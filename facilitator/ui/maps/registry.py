"""The maps of the programme, in the order Home draws them."""

from __future__ import annotations

from facilitator.ui.maps import coverage
from facilitator.ui.maps.map import HomeMap

MAPS: tuple[HomeMap, ...] = (coverage.MAP,)
