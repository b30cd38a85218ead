"""What reads words of people takes as long as the words are: no text of any kind makes it stand still."""

import html
import time
from datetime import date

from facilitator.catalogue import shipped_catalogue
from facilitator.cli.output import aligned
from facilitator.documents.formats.html_page import html_page
from facilitator.documents.formats.markdown import markdown
from facilitator.documents.formats.plain_text import plain_text
from facilitator.documents.formats.typst_source import typst_source
from facilitator.documents.shelf.toml_file import line_of
from facilitator.documents.tree.html_subset import Element, parse
from facilitator.documents.tree.paper import Paper
from facilitator.language.due_dates import read_due
from facilitator.live.capture.completion import complete
from facilitator.live.capture.pasting import split_paste
from facilitator.live.capture.reading import read_line
from facilitator.live.care.phones import find_phone
from facilitator.live.care.warning import care_for, warn
from facilitator.model.person import Person
from facilitator.text import clean_line
from facilitator.ui import safe
from facilitator.ui.widgets.block_letters import lay_out
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.paths import safe_name
from facilitator.workspace.search import excerpt
from tests.live.test_capture import NOTE

CARE = care_for([Person(name="Sam Oduya", handle="sam")], shipped_catalogue().words)
SOUGHT = Sought(["words that are looked for"])


def paper(text):
    body = (Element("p", {}, (text,)), *parse(f"<p>{html.escape(text)}</p>"))
    return Paper(
        header="h", name="n", footer="f", page="{page}", body=body, lang="en", title="t", organisation="o"
    )


READERS = {
    "a line is cleaned": clean_line,
    "a line is captured": lambda text: read_line(text, NOTE),
    "a paste is split": split_paste,
    "a name is finished": lambda text: complete(text, len(text), NOTE),
    "a due date is read": lambda text: read_due(text, date(2026, 3, 12)),
    "a telephone number is looked for": find_phone,
    "care words are looked for": lambda text: warn(text, CARE),
    "words are searched": lambda text: excerpt(text, "words"),
    "words are looked for in a file": lambda text: SOUGHT.in_bytes(text.encode()),
    "Markdown": lambda text: markdown(paper(text)),
    "plain text": lambda text: plain_text(paper(text)),
    "HTML": lambda text: html_page(paper(text), ""),
    "PDF": lambda text: typst_source(paper(text)),
    "a table of a command": lambda text: aligned([[text, "x"]], 80, wrapped=0),
    "a line on the screen": lambda text: safe.wrap(text, 60),
    "large letters": lambda text: lay_out(text, 80),
    "a file name": safe_name,
    "a line of TOML": lambda text: line_of(text, ("a",)),
}
UNITS = (
    *("a", " ", "a ", "# ", "@a ", "1", "1-", "(", "\n", "a\n", "\t", "_a", "*", "<", "&#", "\\", "."),
    *(
        "due ",
        "Sam ",
        "SAM a ",
        "Will ",
        "The Max ",
        "the new ",
        "is so useless ",
        "ask Xyz ",
        "password is 1a ",
        "a@a.",
        "ext 1",
        "1/1/",
        "漢",
        "\u200d",
        "e\u0301",
        "\u0301\u0327",
        "copy (1)",
    ),
)
LETTERS = 16_000
SECONDS = 0.6
"""Of this process, for what takes a fifteenth; a reader that looks back at each letter takes many seconds."""


def test_no_reader_looks_at_a_letter_again_and_again():
    slow = []
    for what, read in READERS.items():
        for unit in UNITS:
            text = f"x{unit * (LETTERS // len(unit))}y"
            began = time.process_time()
            read(text)
            took = time.process_time() - began
            if took > SECONDS:
                slow.append(f"{what}: {took:.1f} s for {unit!r}")
                break
    assert not slow
