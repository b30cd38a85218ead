"""Practices, scripts, pulse questions and words: TOML in, validated model out.

`load_catalogue` reads folders, `shipped_catalogue` what comes with the program, `check_file` explains one
file, `Catalogue` is what everyone else holds.
"""

from facilitator.catalogue.catalogue import Catalogue
from facilitator.catalogue.faults import BadWorkshopFile, Fault
from facilitator.catalogue.folders import check_file, load_catalogue, shipped_catalogue

__all__ = ["BadWorkshopFile", "Catalogue", "Fault", "check_file", "load_catalogue", "shipped_catalogue"]
