"""The JSON Schema of a script, made from the model: an editor that knows it helps while one is written."""

from __future__ import annotations

from typing import Any

import msgspec

from facilitator.catalogue.files import ScriptFile
from facilitator.catalogue.left_out import MAY_LEAVE_OUT, SCRIPT_MAY_LEAVE_OUT
from facilitator.extensions import instrument_names
from facilitator.model.observation import KINDS
from facilitator.model.script_lists import WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def script_schema() -> dict[str, Any]:
    """Return the schema of a script as JSON holds it: its tables, keys, allowed words, and what each is for.

    It says what a file may look like; what belongs together only `workshop check` knows.
    """
    made = msgspec.json.schema(ScriptFile)
    tables = made["$defs"]
    for table in tables.values():
        table["description"] = _in_lines(table.get("description", ""))
    for table, left_out in (("Segment", MAY_LEAVE_OUT), ("ScriptFile", SCRIPT_MAY_LEAVE_OUT)):
        tables[table]["required"] = [name for name in tables[table]["required"] if name not in left_out]
    segment = tables["Segment"]["properties"]
    segment["instruments"]["items"] = {"type": "string", "enum": sorted(instrument_names())}
    segment["capture"]["items"] = {"type": "string", "examples": sorted(KINDS)}
    for name in ("each", "from"):
        segment[name]["examples"] = [word for word in WORDS if "KIND" not in word]
    return {"$schema": DIALECT, "title": "Facilitator: a workshop script", **made}


def _in_lines(description: str) -> str:
    """Return a docstring without the margin it has in its module."""
    return "\n".join(line.strip() for line in description.splitlines())
