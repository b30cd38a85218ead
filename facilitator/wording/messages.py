"""What was found among messages, with the next step; the check before sending; a message in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.insight.coverage import Heard, coverage
from facilitator.insight.messages import Check, MessageFinding, MessageGap, open_points, spoken
from facilitator.insight.plain_speech import framework_words, ordering_words, speech_of
from facilitator.insight.stories import seconds_aloud
from facilitator.language.widths import cut
from facilitator.language.words import count, count_in_words, day, listed, some
from facilitator.model.message import Message
from facilitator.model.practice import PracticeGroup
from facilitator.wording.names import person_name
from facilitator.wording.plain_speech import ours_offered
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_WIDEST = 60

_POINTS = {
    Check.THEIR_DAY: "where it starts from their day",
    Check.INVITES: "that they may say no",
    Check.PERSON: "what each person gains",
    Check.ORGANISATION: "what the organisation gains",
}


def subject(found: MessageFinding) -> str:
    """Return what was found: "Message to Sceptics: one point is open"."""
    name = cut(found.audience, _WIDEST)
    match found.gap:
        case MessageGap.PROMISE:
            return cut(found.promise, _WIDEST)
        case MessageGap.SEND:
            return f"Message to {name}: to send by now"
        case MessageGap.READ_AGAIN:
            return f"Message to {name}: to read again"
        case MessageGap.OPEN:
            verb = "is" if len(found.points) == 1 else "are"
            return f"Message to {name}: {count_in_words(len(found.points), 'point')} {verb} open"


def step(found: MessageFinding) -> str:
    """Return what to do next, in a few words."""
    match found.gap:
        case MessageGap.PROMISE:
            return f"promised to {cut(found.audience, _WIDEST)}; say what became of it"
        case MessageGap.SEND:
            return "send it, or say another day"
        case MessageGap.READ_AGAIN:
            return "does it still hold? say when it is read again"
        case MessageGap.OPEN if found.orders:
            return f"say “{found.orders[0]}” as an invitation, one they may decline"
        case MessageGap.OPEN:
            return f"say {listed([_POINTS[each] for each in found.points])}"


def standing(folder: ProgrammeFolder, message: Message) -> str:
    """Return where a message stands: "sent 2 Mar", "ready", "one point is open"."""
    if message.sent is not None:
        return f"sent {day(message.sent, folder.today(), weekday=False)}"
    number = len(open_points(message, speech_of(folder.catalogue.words)))
    return f"{number} open" if number else "ready"


def check_told(folder: ProgrammeFolder, message: Message) -> str:
    """Return the check: "Before you send: 3 of 4 points; it does not say what the organisation gains."."""
    speech = speech_of(folder.catalogue.words)
    open_now = open_points(message, speech)
    unsaid = [_POINTS[each] for each in open_now if not getattr(message, each.value).strip()]
    begun = "Before you send:" if message.sent is None else "Sent with"
    told = [f"{begun} {len(Check) - len(open_now)} of {len(Check)} points"]
    if unsaid:
        told.append(f"it does not say {listed(unsaid)}")
    if orders := ordering_words(spoken(message), speech):
        told.append(f"it orders, with {_counted(orders)}; an invitation can be declined")
    if Check.THEIR_DAY in open_now and message.their_day.strip():
        told.append(
            f"it starts from a framework, with {_counted(framework_words(message.their_day, speech))}"
        )
    if Check.ORGANISATION in open_now and message.for_all.strip():
        told.append("each person and the organisation gain the same")
    return f"{'; '.join(told)}."


def orders_told(folder: ProgrammeFolder, message: Message) -> str:
    """Return "“must” (2) orders; an invitation can be declined.", "" for a message that invites."""
    orders = ordering_words(spoken(message), speech_of(folder.catalogue.words))
    verb = "orders" if len(orders) == 1 else "order"
    return f"{_counted(orders)} {verb}; an invitation can be declined." if orders else ""


def _counted(found: Mapping[str, int]) -> str:
    """Return "“must” (2) and “comply”"."""
    return listed([f"“{word}”" if number == 1 else f"“{word}” ({number})" for word, number in found.items()])


def speech_told(folder: ProgrammeFolder, text: str) -> str:
    """Return the check of plain speech, with our words for those of a framework."""
    found = sum(framework_words(text, speech_of(folder.catalogue.words)).values())
    head = f"{count(found, 'framework word')} in {len(text.split())}, about {seconds_aloud(text)} seconds"
    ours = ours_offered(folder, text)
    return f"{head}: {ours}." if ours else f"{head}."


def touch_proof(folder: ProgrammeFolder, team: str | None) -> str:
    """Return how many practices a team meets, by its own map; "" for no team or one that was not heard."""
    if team is None:
        return ""
    practices = tuple(folder.catalogue.practices.values())
    grid = coverage(folder.file, folder.sessions, practices, folder.today(), folder.zone)
    row = grid.row(team)
    if row is None or row.never:
        return ""
    asked = [cell for cell in row.cells if cell.state is not Heard.NOT_ASKED]
    technical = {each.key for each in grid.practices if each.group is PracticeGroup.TECHNICAL}
    return (
        f"Only {some(sum(cell.practice in technical for cell in asked))} of the {len(asked)} practices carry "
        f"the technical label, and you meet {sum(cell.touched for cell in asked)} of the {len(asked)}, "
        "by your own map."
    )


def about(folder: ProgrammeFolder, message: Message) -> Iterator[str]:
    """Yield what is known besides the fields: both checks, and the proof of the team's own map."""
    if message.kind is not None:
        yield f"It may begin from: {message.kind.meaning}."
    yield check_told(folder, message)
    yield speech_told(folder, spoken(message))
    if proof := touch_proof(folder, message.team):
        yield f"Proof: {proof}"


def page(folder: ProgrammeFolder, message: Message) -> Iterator[str]:
    """Yield a message in lines, to copy and send; what is not said is left out."""
    for text in (message.their_day, message.know, message.for_you, message.for_all):
        if text.strip():
            yield text
    for text in (message.proof, touch_proof(folder, message.team)):
        if text.strip():
            yield text
    for text in (message.act, message.invitation):
        if text.strip():
            yield text
    if message.promise.strip() and message.promise_by is not None:
        yield f"{message.promise}, by {day(message.promise_by, folder.today(), weekday=False)}"
    if name := person_name(folder, message.sender):
        yield name
