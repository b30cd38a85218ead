"""Every paper in a language in which each text is marked: what stands outside the marks is not its file's."""

import json
import re
import tomllib

import msgspec
import pytest

from facilitator import resources
from facilitator.documents.papers.registry import RENDERABLE
from facilitator.documents.render import render
from facilitator.live.paper_entry.forms import FORMS
from facilitator.model.base import texts_of
from facilitator.model.registry import ENTITIES

NOT_REACHED: dict[str, set[str]] = {}
"""By paper, the words that code or a template says itself."""


def marked(value):
    """Return TOML for a value, each text in ⟦ ⟧."""
    if isinstance(value, str):
        return json.dumps(f"⟦{value}⟧", ensure_ascii=False)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {marked(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(marked, value)) + "]" if isinstance(value, list) else json.dumps(value)


def unmarked(text):
    """Return what of a text stands in no marks."""
    before = None
    while text != before:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", " ", text, flags=re.DOTALL), text
    return text


@pytest.fixture
def templates(tmp_path):
    """Return a folder of one's own with the words of a language in which everything is marked."""
    english = tomllib.loads((resources.templates_dir() / "words" / "en.toml").read_text(encoding="utf-8"))
    folder = tmp_path / "own" / "words"
    folder.mkdir(parents=True)
    text = "\n".join(f"{key} = {marked(value)}" for key, value in english.items())
    (folder / "xx.toml").write_text(text, encoding="utf-8")
    return folder.parent


def known_words(heard):
    """Return the words that people, scripts and practices said."""
    files = (heard.folder.file, *heard.folder.sessions)
    texts = [
        text for file in files for kind in ENTITIES for each in file.all(kind) for _, text in texts_of(each)
    ]
    texts += [text for each in heard.folder.catalogue.practices.values() for _, text in texts_of(each)]
    # What a line of the worksheet begins with is typed as it stands, in every language.
    texts += [form.typed for form in FORMS]
    return set(re.findall(r"\w+", " ".join(texts).casefold()))


def test_what_papers_say_outside_the_file_of_words_is_known(heard, templates):
    programme = heard.folder.programme
    heard.folder.file.put(msgspec.structs.replace(programme, language="xx"))
    said, found = known_words(heard), {}
    for key in RENDERABLE:
        text = render(heard.folder, key, session=heard.file, format="txt", templates=templates)
        assert "⟦" in text, key
        words = {word for word in re.findall(r"[^\W\d_]{2,}", unmarked(text)) if word.casefold() not in said}
        if words:
            found[key] = words
    assert found == NOT_REACHED, found
