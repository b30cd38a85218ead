"""The JSON Schema of scripts is that of the model, and what is shipped keeps to it."""

import json
import tomllib
from pathlib import Path

from facilitator.catalogue.schema import DIALECT, script_schema
from facilitator.resources import workshops_dir

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "workshop.schema.json"


def test_the_file_in_docs_is_what_the_command_prints():
    assert json.loads(KEPT.read_text("utf-8")) == json.loads(json.dumps(script_schema())), (
        "Scripts can say more now: facilitator workshop schema > docs/workshop.schema.json"
    )


def test_every_shipped_script_names_it_and_has_only_keys_that_stand_in_it():
    tables = script_schema()["$defs"]
    for path in sorted((workshops_dir() / "scripts").glob("*.toml")):
        text = path.read_text("utf-8")
        assert text.startswith("#:schema ../../docs/workshop.schema.json\n"), path.name
        script = tomllib.loads(text)
        assert {*script} <= {*tables["ScriptFile"]["properties"]}, path.name
        for segment in script["segment"]:
            assert {*segment} <= {*tables["Segment"]["properties"]}, path.name
            assert {*segment.get("instruments", ())} <= {
                *tables["Segment"]["properties"]["instruments"]["items"]["enum"]
            }


def test_it_says_what_is_for_what_and_what_is_allowed():
    schema = script_schema()
    assert schema["$schema"] == DIALECT
    segment = schema["$defs"]["Segment"]
    assert "One part of a script." in segment["description"]
    assert segment["properties"]["minutes"] == {"type": "integer", "minimum": 1, "maximum": 240}
    assert segment["additionalProperties"] is False
    assert schema["$defs"]["ScriptAudience"]["enum"] == ["any", "front_line", "leadership", "technical"]
