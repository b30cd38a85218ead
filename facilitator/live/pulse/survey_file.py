"""Reading the CSV file of a survey tool into tallies: whole, or not at all.

Two kinds are known by their heading:

    team,item,1,2,3,4,5,can't say     a row counts the answers of a team to a statement
    team,(a column a statement)       a row is what one person answered

Statements go by their key or their words, answers by number or words; columns that are neither are not
read. Of counted answers, a team has as many responses as its fullest row. A row of one person is counted
and forgotten, and what is said of a bad row quotes nothing of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from facilitator.errors import BadInput
from facilitator.model.pulse import PulseSurvey, Questionnaire
from facilitator.model.tally import NO_ANSWERS, SCALE, Tally
from facilitator.model.team import Team
from facilitator.text import clean_line

_NUMBERS = tuple(str(answer) for answer in range(1, SCALE + 1))


class _Row(NamedTuple):
    """A row of a survey file, and its line in it."""

    line: int
    cells: Sequence[str]

    def cell(self, column: int | None) -> str:
        """Return the text of a column; "" where the row has none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def read_tallies(lines: Iterable[str], survey: PulseSurvey, teams: Iterable[Team]) -> dict[str, Tally]:
    """Return by team what the *lines* of a CSV file hold for *survey*; *teams* are known by their names.

    Raises `BadInput` with the number of the first line that cannot be read.
    """
    rows = _rows(lines)
    heading = next(rows, None)
    if heading is None:
        raise BadInput("The file is empty.", "Export it again with its heading.")
    columns = {name: place for place, name in reversed([*enumerate(heading.cells)])}
    known = {
        clean_line(name).casefold(): team.id
        for team in teams
        if team.id in survey.people
        for name in (team.short_name, team.name)
        if name
    }
    if "team" not in columns:
        raise BadInput(f"Line {heading.line} has no column team.", "Name the column of the teams: team.")
    if "item" in columns:
        return _counted(rows, columns, survey.questionnaire, known)
    return _one_by_one(rows, columns, survey.questionnaire, known)


def _rows(lines: Iterable[str]) -> Iterator[_Row]:
    """Yield the rows that are not empty, each cell on one line and folded, the heading first."""
    source = iter(lines)
    first = next(source, "").removeprefix("\ufeff")
    comma = ";" if first.count(";") > first.count(",") else ","

    def rest() -> Iterator[str]:
        yield first
        yield from source

    reader = csv.reader(rest(), delimiter=comma, strict=True)
    try:
        for cells in reader:
            folded = [clean_line(cell).casefold() for cell in cells]
            if any(folded):
                yield _Row(reader.line_num, folded)
    except csv.Error:
        raise BadInput(
            f"Line {reader.line_num} breaks off or has a quotation mark too many.", "Export the file again."
        ) from None


def _counted(
    rows: Iterable[_Row], columns: Mapping[str, int], questions: Questionnaire, teams: Mapping[str, str]
) -> dict[str, Tally]:
    items = _items(questions)
    places = [_column_of(columns, answer, questions.answers[int(answer) - 1]) for answer in _NUMBERS]
    if None in places:
        raise BadInput("The heading has no column for each answer from 1 to 5.", "Name them 1, 2, 3, 4, 5.")
    cant_say = columns.get(questions.cant_say.casefold())
    answers: dict[str, dict[str, tuple[int, ...]]] = {}
    responses: dict[str, int] = {}
    for row in rows:
        team = _team(row, columns, teams)
        item = items.get(row.cell(columns["item"]))
        if item is None:
            raise BadInput(f"Line {row.line}: that statement was not asked.", "Write its key or its words.")
        if item in answers.setdefault(team, {}):
            raise BadInput(
                f"Line {row.line}: this team's answers to it stand above already.", "Take one out."
            )
        counts = tuple(_count(row, place) for place in places)
        answers[team][item] = counts
        people = sum(counts) + (_count(row, cant_say) if cant_say is not None else 0)
        responses[team] = max(responses.get(team, 0), people)
    return {team: Tally(responses=responses[team], answers=found) for team, found in answers.items()}


def _one_by_one(
    rows: Iterable[_Row], columns: Mapping[str, int], questions: Questionnaire, teams: Mapping[str, str]
) -> dict[str, Tally]:
    places = {item.key: _column_of(columns, item.key, item.text) for item in questions.items}
    missing = next((key for key, place in places.items() if place is None), None)
    if missing:
        raise BadInput(f"The heading has no column for {missing}.", "Name it by that key, or by its words.")
    answers = {word.casefold(): place for place, word in enumerate(questions.answers)}
    answers |= {number: place for place, number in enumerate(_NUMBERS)}
    nothing = {"", questions.cant_say.casefold()}
    found: dict[str, dict[str, list[int]]] = {}
    responses: dict[str, int] = {}
    for row in rows:
        team = _team(row, columns, teams)
        responses[team] = responses.get(team, 0) + 1
        counts = found.setdefault(team, {key: [*NO_ANSWERS] for key in places})
        for key, place in places.items():
            answer = answers.get(row.cell(place))
            if answer is not None:
                counts[key][answer] += 1
            elif row.cell(place) not in nothing:
                raise BadInput(
                    f"Line {row.line}: what stands under {key} is none of the answers.",
                    "Write a number from 1 to 5, or nothing.",
                )
    return {
        team: Tally(responses=people, answers={key: tuple(found[team][key]) for key in places})
        for team, people in responses.items()
    }


def _items(questions: Questionnaire) -> dict[str, str]:
    by_words = {clean_line(item.text).casefold(): item.key for item in questions.items}
    return by_words | {item.key: item.key for item in questions.items}


def _column_of(columns: Mapping[str, int], name: str, words: str) -> int | None:
    return columns.get(name, columns.get(clean_line(words).casefold()))


def _team(row: _Row, columns: Mapping[str, int], teams: Mapping[str, str]) -> str:
    team = teams.get(row.cell(columns["team"]))
    if team is None:
        raise BadInput(f"Line {row.line}: that team is not invited to this wave.", "Look at its name.")
    return team


def _count(row: _Row, column: int | None) -> int:
    text = row.cell(column) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadInput(
            f"Line {row.line}: a count is not a whole number.", "Write 0 where nobody answered so."
        )
    return int(text)
