"""Telling a password, a code or a login that is written out from words about passwords."""

from __future__ import annotations

import re

_SIGNED = re.compile(
    r"\b[A-Z]{0,20}[a-z][A-Za-z]{2,20}(?:[!$&]\d{2,6}\b|\d{2,6}[!$&](?!\w))|"
    r"\b(?:gh[oprsu]_\w{8,60}|glpat-[\w-]{8,60}|AKIA[A-Z0-9]{8,60}|xox[abp]-[\w-]{8,60}|eyJ[\w-]{10,60})"
)
"""What looks like a password, and keys that tell by their beginning that they are one."""

_DOORS = r"door|alarm|safe|gate|lock|entry|access|master|room|rack"
_CODES = rf"(?:{_DOORS}) ?code|combination|türcode|zugangscode|passcode|pin"
_PASSWORDS = r"(?:admin |root |wifi |api )?(?:passwords?|passphrase|passwort|passwörter|kennwort|pwd|pw)"
_KEYS = (
    r"(?:token|secret|key|login|credential|zugang|zugangsdaten|anmeldung|schlüssel|community string|wlan)s?"
)
_CALLED = re.compile(rf"\b(?:(?P<code>(?:{_CODES})s?)|(?P<password>{_PASSWORDS})|{_KEYS})\b", re.I)
"""What opens a door, as it is called."""

_SAID = r"(?:\b(?:is|was|are|were|ist|war|lautet|heißt|sind|remains?|stays|still|bleibt|set to)\b|[:=])"
_MIXED = r"(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[^\W\d_])[^\s,;“”\"]{5,60}"
_VALUE = re.compile(rf"{_SAID}[^\w\n]{{0,4}}(?:{_SAID} )?(?P<value>{_MIXED})")
_DIGITS = re.compile(
    r"(?:\A[^\w\n]{1,3}|(?:is|was|been|ist|war|lautet|[:=])[^\w\n]{1,3})"
    r"(?:\d{4,8}\b(?![.:/%-]\d)|\d(?:-\d){2,7}\b)"
)
_TOLD = re.compile(r"\A\W{1,3}(?:is|are|was|were|ist|sind|war|lautet)\b\W{1,3}[A-Z]\w")
"""A password that is one word: “the password is Welcome”."""

_SEEN = re.compile(
    r"\b(?:sticky|post-?its?|under the keyboard|on the (?:monitor|screen|wall|board|whiteboard|door)|"
    r"whiteboard|zettel|unter der tastatur|am monitor|klebt|hängt)\b",
    re.I,
)
_ENTRY = re.compile(
    r"\b(?P<what>alarm\w{0,12}|door\w{0,6}|tür\w{0,12}|safe|tresor\w{0,12}|gate)\b.{0,30}\bcode\W{1,3}\d{4,8}\b",
    re.I,
)
_PAIR = re.compile(
    r"\b(?P<user>admin|administrator|root|user|guest|test|service|login|sa|operator|benutzer|gast|"
    r"system|support)\s?[/:]\s?(?P<value>[\w!$%&*#.-]{3,30})",
    re.I,
)
_TWICE = re.compile(r"\b(\w{3,20})\s?[/:]\s?\1\b", re.I)
"""The same word as user and password, where a login is spoken of."""

_QUOTED = re.compile(r"(?:\b(?:is|was|ist|war|lautet|still|noch)|[:=])\s?[\"“„'‘]\w")
_PAIR_VALUE = re.compile(r"(?=.*\d)(?=.*[^\W\d_]).{5,}")
_NO_VALUE = re.compile(
    r"(?:(?-i:[A-Z]{2,8})-?\d+|v?\d+(?:\.\d+)+\w*|\d+-?(?:st|nd|rd|th|days?|hours?|min|months?|weeks?|letters?|chars?|"
    r"mal|x|h|d|stellig\w*)|(?:oauth|sha|aes|tls|base|utf)-?\d+|\d{1,2}[./:-]\d.*)\Z",
    re.I,
)
"""Tickets, versions, spans and names of procedures, which have letters and digits as well."""

_REACH = 60
"""Characters after the word within which what it is is told."""


def find_credential(line: str) -> str | None:
    """Return the word by which *line* calls something that opens a door, if the line also tells it.

    What is told itself is never returned: who shows what was found shows no password.
    """
    if entry := _ENTRY.search(line):
        return entry["what"]
    for called in _CALLED.finditer(line):
        rest = line[called.end() : called.end() + _REACH]
        if _TWICE.search(rest) or _is_told(called, rest):
            return called[0]
    for pair in _PAIR.finditer(line):
        value = pair["value"]
        if value.casefold() == pair["user"].casefold() or _PAIR_VALUE.fullmatch(value):
            return pair["user"]
    return signed[0][:2] if (signed := _SIGNED.search(line)) else None


def _is_told(called: re.Match[str], rest: str) -> bool:
    if called["code"] and _DIGITS.search(rest):
        return True
    if any(not _NO_VALUE.match(value["value"]) for value in _VALUE.finditer(rest)):
        return True
    written = _SEEN.search(rest) or _TOLD.match(rest) or _QUOTED.search(rest)
    return bool(called["password"] and written)
