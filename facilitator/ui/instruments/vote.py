"""Dot voting: dots entered for the room, counts covered until they are shown to all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import RuleBroken
from facilitator.insight.priorities import RankedIdea
from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.script import VoteRule
from facilitator.ui import safe
from facilitator.ui.dialogs.ballot import Ballot, ask_rules
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.instruments.base import NO_IDEAS, Instrument, OnPane
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.ui.widgets.typed_number import TypedNumber

_MOST_DRAWN = 40

_RULE = VoteRule()


KEYS = Context(
    "vote",
    "Vote",
    (
        command(
            "dots", "0 1 2 3 4 5 6 7 8 9", "dots", "how many dots the idea gets", palette=False, with_key=True
        ),
        command("one_more", "plus", "one more", "one dot more"),
        command("one_less", "minus", "one less", "one dot less"),
        command("mark", "space", "", "mark an idea for merging"),
        command("merge", "m", "merge", "merge the marked ideas, or one you choose, into this one"),
        command("people", "p", "people", "how many people vote, and how"),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
)


class VotePane(Instrument):
    """Ideas with their dots; the total is enforced and only the row in hand shows its count."""

    keys = KEYS
    step_words = "reveal or cover"
    subject: ClassVar[VoteSubject] = VoteSubject.IDEAS
    DEFAULT_CSS = """
    VotePane > #dots { height: 2; }
    """

    @cached_property
    def typed(self) -> TypedNumber:
        """The digits that were typed last."""
        return TypedNumber(self.live.clock.monotonic)

    def compose(self) -> ComposeResult:
        """Lay out the dots that are left, and the items."""
        yield Static(id="dots")
        yield VoteList(empty=NO_IDEAS)

    @property
    def vote(self) -> DotVote | None:
        """The round of voting."""
        return self.live.votes.newest_on(self.subject)

    def detail(self, live: LiveSession) -> str:
        """Say how many dots each has, and how many of them on one."""
        vote = live.votes.newest_on(self.subject)
        return f"{words.count(vote.dots_each, 'dot')} each, at most {vote.most_on_one} on one" if vote else ""

    def items(self) -> list[tuple[str, str, str]]:
        """Return id, number and words of what can get dots, as shown; of what is set aside, what has some."""
        vote, ideas = self.vote, self.live.ideas.all
        if vote is not None and vote.revealed:
            ideas = self.live.votes.idea_order()
        dots = vote.dots if vote else {}
        return [
            (
                idea.id,
                str(idea.number),
                f"({idea.status.label}) {idea.title}" if idea.is_set_aside else idea.title,
            )
            for idea in ideas
            if not idea.is_set_aside or dots.get(idea.id)
        ]

    def merged(self) -> dict[str, RankedIdea]:
        """Return the items that others were merged into, by id, each with the counts of all."""
        return {each.idea.id: each for each in self.live.votes.ranked() if each.merged}

    def focus_part(self) -> None:
        """Take the keyboard; a round opens when there is something to vote on."""
        if self.vote is None and self.items():
            self.open_round(self.live.session.attendance or 0)
        self.query_one(RowList).focus()

    def open_round(self, people: int) -> None:
        """Open a round for that many people; with nobody counted yet, ask."""
        if people < 1:
            self.ask_rules()
        else:
            self.attempt(lambda: self.live.votes.open(self.subject, people))

    def ask_rules(self, rule: VoteRule = _RULE) -> None:
        """Ask how many people vote, how, and with how many dots; at first those of the *rule*."""
        people = self.live.session.attendance or 0
        self.app.push_screen(ask_rules(people, self.vote, len(self.items()), self._use_rules, rule))

    def _use_rules(self, how: str, people: int, each: int, most: int) -> None:
        vote = self.vote
        if vote is None or not vote.open or (vote.dots_each, vote.most_on_one) != (each, most):
            self.live.votes.open(self.subject, people, each, most)
        else:
            self.live.votes.set_voters(people, self.subject)
        if how == "person":
            self.call_after_refresh(self.next_ballot, 1)

    def next_ballot(self, person: int) -> None:
        """Take one person's dots, then the next one's, until all have voted or it is enough."""
        vote = self.vote
        if vote is None or person > vote.people:
            return

        def put_in(ballot: dict[str, int] | None) -> None:
            if ballot is not None and self.attempt(lambda: self.live.votes.cast_ballot(ballot, self.subject)):
                self.next_ballot(person + 1)

        self.app.push_screen(Ballot(vote, self.items(), person, self.live.clock.monotonic), put_in)

    def step(self) -> bool:
        """Show the counts to all, or cover them again."""
        vote = self.vote
        if vote is None:
            self.focus_part()
        else:
            self.attempt(lambda: self.live.votes.reveal(not vote.revealed, self.subject))
        return True

    def show_records(self) -> None:
        """Draw dots and items."""
        vote = self.vote
        self.step_words = "cover" if vote is not None and vote.revealed else "reveal"
        self.query_one("#dots", Static).update(self._dots_line(vote))
        rows: list[Row] = []
        items, merged = self.items(), self.merged()
        cut = self._cut(vote, items)
        for index, (key, number, title) in enumerate(items):
            if cut and index == cut:
                rows.append(self._cut_row(cut, self._tie(vote, items, cut)))
            rows.append(self._row(key, number, title, vote, merged.get(key), above=not cut or index < cut))
        self.query_one(RowList).show(rows)

    def _tie(self, vote: DotVote | None, items: list[tuple[str, str, str]], cut: int) -> str:
        """Say that items at the cut have as many dots, or what orders ideas above it that have; else ""."""
        dots = vote.dots if vote is not None else {}
        weights = {**dots, **{key: each.weight for key, each in self.merged().items()}}
        last, next_one = (weights.get(key, 0) for key, _, _ in items[cut - 1 : cut + 1])
        if last == next_one and last:
            return f"; a tie, {words.count(last, 'dot')} each: agree which"
        above = [weights.get(key, 0) for key, _, _ in items[:cut]]
        tied = self.subject is VoteSubject.IDEAS and len(set(above)) < len(above)
        return "; a tie: order by who gains, effort, age" if tied else ""

    def _cut_row(self, cut: int, tie: str) -> Row:
        said = f"  {words.some(cut)} {'goes' if cut == 1 else 'go'} on"

        def draw(width: int) -> list[Content]:
            line = safe.text(
                "    ",
                ("─" * max(0, width - 26 - len(tie)), "line"),
                (said, "muted"),
                (tie, "warn"),
            )
            return [line] if self.app.size.height < 30 else [line, safe.NOTHING]

        return Row("", draw, heading=True)

    def _cut(self, vote: DotVote | None, items: list[tuple[str, str, str]]) -> int:
        """How many items stand above the cut line: those at least as strong as the fourth, with dots."""
        if vote is None or not vote.revealed:
            return 0
        weights = {each.idea.id: each.weight for each in self.live.votes.ranked()}
        above = [key for key, _, _ in items[:5] if weights.get(key, 0) > 2]
        return len(above) if len(above) < len(items) else 0

    def _dots_line(self, vote: DotVote | None) -> Content:
        if vote is None and not self.items():
            return safe.text("Nothing to vote on yet.")
        if vote is None:
            return safe.text("Nobody has voted yet.   ", ("Tab starts with the people here.", "muted"))
        width = max(40, self.room - 1)
        drawn = "●" * vote.cast + "○" * vote.left if vote.in_all <= _MOST_DRAWN else ""
        left = safe.text((drawn, "track"))
        state = words.count(vote.left, "dot") + " left" if vote.left else "all dots are put"
        right = safe.text(
            (state, "bold"), (f"   {vote.cast} of {vote.in_all} put, {vote.people} people", "muted")
        )
        return safe.row(width, left, right)

    def _row(
        self,
        key: str,
        number: str,
        title: str,
        vote: DotVote | None,
        merged: RankedIdea | None,
        *,
        above: bool,
    ) -> Row:
        counts = merged.counts if merged else (vote.dots.get(key, 0) if vote else 0,)

        def draw(width: int) -> list[Content]:
            state = self._state(key, counts, vote, above=above)
            room = width - 22
            pen = "" if not vote or not vote.revealed else "bold" if above else "muted"
            low = self.app.size.height < 30
            whole = safe.text((title, pen))
            first, *rest = [whole] if low else safe.wrap(whole, room - 4) or [whole]
            name = safe.cell(first, room - 4)
            lines = [safe.text(safe.cell((number, "muted"), 4), name, "  ", safe.cell(state, 20))]
            lines += [safe.text("    ", line) for line in rest]
            lines += (
                [safe.cell(self._original(each, key, vote), width) for each in merged.merged]
                if merged
                else []
            )
            return lines if low or rest else [*lines, safe.NOTHING]

        return Row(key, draw)

    def _shows(self, key: str, vote: DotVote | None) -> bool:
        return vote is not None and (vote.revealed or self.query_one(RowList).key == key)

    def _original(self, each: RankedIdea, key: str, vote: DotVote | None) -> Content:
        """Return the line of an idea that was merged into the row *key*; its count is as covered as that."""
        count = f", {words.count(sum(each.counts), 'dot')}" if self._shows(key, vote) else ""
        return safe.text((f"      with {each.idea.number}{count}: {each.idea.title}", "muted"))

    def _state(self, key: str, counts: Sequence[int], vote: DotVote | None, *, above: bool) -> Content:
        if self._shows(key, vote):
            said = " + ".join(map(str, counts))
            room = min(14, 16 - len(said))
            dots = safe.cell(("●" * min(sum(counts), room), "track" if above else "muted"), room)
            return safe.text(dots, safe.cell((said, "" if above else "muted"), 17 - room, right=True))
        return safe.text(("✓ entered" if any(counts) else "–", "muted"))

    def put(self, count: int) -> None:
        """Give the item under the cursor that many dots."""
        key = self.query_one(RowList).key
        if key is None:
            return
        if self.vote is None:
            self.focus_part()
        elif count >= 0:
            self.attempt(lambda: self.live.votes.put_dots(key, count, self.subject))

    def merge(self, marked: Sequence[str]) -> bool:
        """Merge the *marked* ideas into the one in hand; with none ask which. Whether it was done at once."""
        live, key = self.live, self.query_one(RowList).key or ""
        into = live.records.find(ImprovementIdea, key)
        others = [each for id in marked if (each := live.records.find(ImprovementIdea, id)) and id != key]
        if into is None:
            self.attempt(lambda: self._refuse_merge(bool(key)))
        elif others:
            return self.attempt(lambda: live.ideas.merge(into, others))
        else:
            self._choose_twin(into)
        return False

    def _refuse_merge(self, practice: bool) -> None:
        what = "Practices are not merged." if practice else "There is no idea to merge yet."
        raise RuleBroken(what, "Put dots on each." if practice else "Write two first.")

    def _choose_twin(self, into: ImprovementIdea) -> None:
        rows = [
            line_row(each.id, safe.text((f"{each.number} ", "muted"), each.title))
            for each in self.live.ideas.all
            if each.id != into.id
        ]

        def chosen(id: str | None) -> None:
            other = self.live.records.find(ImprovementIdea, id or "")
            if other is not None:
                self.attempt(lambda: self.live.ideas.merge(into, [other]))

        question = f"{into.number} {into.title}"
        self.app.push_screen(Choose("Which idea is the same?", question, rows), chosen)

    def count_here(self) -> int:
        """Return the dots of the item under the cursor."""
        vote = self.vote
        return vote.dots.get(self.query_one(RowList).key or "", 0) if vote else 0

    def on_row_list_moved(self) -> None:
        """Cover the row that was left, uncover the one in hand."""
        self.query_one(VoteList).redraw()


class VoteList(OnPane[VotePane], RowList):
    """The items with the keys of voting."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def action_dots(self, key: str) -> None:
        """Give the idea as many dots as the digit says, or two digits one soon after the other."""
        self._pane.put(self._pane.typed.after(int(key), self.key))

    def action_one_more(self) -> None:
        """Give one dot more."""
        self._pane.put(self._pane.count_here() + 1)

    def action_one_less(self) -> None:
        """Take one dot away."""
        self._pane.put(max(0, self._pane.count_here() - 1))

    def action_merge(self) -> None:
        """Merge the marked ideas, or one that is chosen, into this one; each keeps its count."""
        if self._pane.merge(self.marks.keys):
            self.marks.clear()
            self.refresh()

    def action_people(self) -> None:
        """Say how many people vote, and how."""
        self._pane.ask_rules()


PANE = VotePane
