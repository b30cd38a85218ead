"""Why a document is not what it should be: every fault with its path and what would be right.

msgspec decides whether a document fits, and stops at the first thing that does not. This module looks
only at documents that were refused, and finds all there is to mend in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import inspect

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.wording import Where, at, shown, suggest
from facilitator.errors import RuleBroken

Fields = Mapping[str, inspect.Field]

_PATTERNS_IN_WORDS = {
    "^[a-z][a-z0-9_]*": "Use small letters, digits and underscores, a letter first.",
    "^[a-z0-9][a-z0-9-]*": "Use small letters, digits and hyphens.",
    "^[a-z]": "Use one small letter.",
    "^[a-z]?": "Use one small letter.",
    "^[-+*=!?>~%&|^/<_$]?": "Use one of - + * = ! ? > ~ % & | ^ / < _ $.",
}


def explain(document: object, shape: type[msgspec.Struct]) -> list[Finding]:
    """Return everything that keeps *document* from becoming a *shape*; empty when it can."""
    return list(_value(document, inspect.type_info(shape), (), {}))


def _value(raw: object, expected: inspect.Type, where: Where, above: Fields) -> Iterator[Finding]:
    match expected, raw:
        case inspect.Metadata(type=inner), _:
            yield from _value(raw, inner, where, above)
        case inspect.StructType(), dict():
            yield from _table(raw, expected, where, above)
        case inspect.VarTupleType(item_type=item, min_length=least), list():
            if len(raw) < (least or 0):
                yield at(*where), "This is empty.", "Write at least one."
            for index, part in enumerate(raw):
                yield from _value(part, item, (*where, index), above)
        case _ if not _fits(raw, expected):
            yield at(*where), f"{shown(raw)} cannot be used here.", _wanted(raw, expected)


def _table(
    raw: dict[str, object], expected: inspect.StructType, where: Where, above: Fields
) -> Iterator[Finding]:
    fields = {field.encode_name: field for field in expected.fields}
    findings: list[Finding] = []
    for key, value in raw.items():
        if key in fields:
            findings += _value(value, fields[key].type, (*where, key), fields)
        else:
            # In TOML all that follows a heading belongs to it, also what is added at the end of a file.
            remedy = "Move it up, above the first [[heading]]." if key in above else suggest(key, fields)
            findings.append((at(*where, key), "This key is not known here.", remedy))
    for name, field in fields.items():
        if field.required and name not in raw:
            findings.append((at(*where, name), "This key is missing.", _wanted(None, field.type)))
    yield from findings or _broken_rule(raw, expected.cls, where)


def _broken_rule(raw: dict[str, object], shape: type, where: Where) -> Iterator[Finding]:
    """Yield the rule that a table breaks whose every key is right by itself."""
    try:
        msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        rule = error.__cause__
        if isinstance(rule, RuleBroken):
            # A rule is about the first key its sentences name, the remedy read first.
            named = re.findall(r"[a-z_]+", f"{rule.todo} {rule.happened}")
            key = [word for word in named if word in raw][:1]
            yield at(*where, *key), rule.happened, rule.todo
        else:
            yield at(*where), f"{error}.", "Compare it with a shipped file."


def _fits(raw: object, expected: inspect.Type) -> bool:
    match expected:
        case inspect.EnumType(cls=words):
            return raw in [word.value for word in words]
        case inspect.BoolType():
            return isinstance(raw, bool)
        case inspect.IntType(ge=least, le=most):
            if not isinstance(raw, int) or isinstance(raw, bool):
                return False
            return (least is None or raw >= least) and (most is None or raw <= most)
        case inspect.StrType(pattern=pattern):
            return isinstance(raw, str) and (pattern is None or bool(re.search(pattern, raw)))
        case inspect.VarTupleType() | inspect.StructType():
            return False  # lists and tables that are what they should be are looked into instead
    return True  # a type this module has no words for: msgspec tells it in its own


def _wanted(raw: object, expected: inspect.Type) -> str:
    """Return what to write in the place of *raw*."""
    match expected:
        case inspect.Metadata(type=inner):
            return _wanted(raw, inner)
        case inspect.EnumType(cls=words):
            return suggest(raw, [str(word.value) for word in words])
        case inspect.BoolType():
            return "Write true or false."
        case inspect.IntType(ge=int(least), le=int(most)):
            return f"Write a whole number from {least} to {most}."
        case inspect.IntType(ge=int(least)):
            return f"Write a whole number, {least} or more."
        case inspect.IntType():
            return "Write a whole number."
        case inspect.StrType(pattern=str(pattern)):
            core = pattern.removesuffix("$").removesuffix(r"\Z")
            return _PATTERNS_IN_WORDS.get(core, f"It has to match {pattern}.")
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return "Write it as tables, each under its name in double square brackets."
        case inspect.VarTupleType():
            return 'Write a list in square brackets, such as ["one", "two"].'
        case inspect.StructType():
            return "Write a table."
    return "Write a text in quotation marks."
