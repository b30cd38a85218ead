"""`facilitator person`, `service` and the like: lists kept by hand, each command made from the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click
import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand, CliGroup
from facilitator.cli.output import as_object, say, say_json, say_rows, say_table, tell
from facilitator.errors import BadInput, RuleBroken
from facilitator.language.words import listed
from facilitator.model.field_shapes import AskedField, Shape
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.record_deletion import carry_out, plan_deletion, use_in_words
from facilitator.workspace.records.champions import CHAMPION, HOURS_GRANTED, SPECIALISM
from facilitator.workspace.records.kinds import SERVICE, RecordKind
from facilitator.workspace.records.levels import LEVEL
from facilitator.workspace.records.practices import PRACTICE
from facilitator.workspace.records.values import thing_of, typed_of

_MANY = {Shape.REFERENCES, Shape.CHOICES}


class Family(CliGroup):
    """The commands of a kind."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; who types `set` means `change`."""
        return super().get_command(ctx, "change" if cmd_name == "set" else cmd_name)


About = Callable[[ProgrammeFolder, Any], Iterable[str]]
"""Says in sentences what is known of an entry besides its fields."""


def _nothing(folder: ProgrammeFolder, entry: Any) -> Iterable[str]:
    return ()


def family(kind: RecordKind, help: str, example: str, about: About = _nothing, name: str = "") -> CliGroup:
    """Return the commands of a kind: add, list, show, change and remove; `set` is another word for change.

    They go by the *name* of the kind unless told otherwise.
    """
    group = Family(name=name or kind.name, help=f"{help}\n\n\b\nExamples:\n{example}")
    group.add_command(_add(kind))
    group.add_command(_list(kind))
    group.add_command(_show(kind, about))
    add_changes(group, kind)
    return group


def add_changes(group: CliGroup, kind: RecordKind) -> None:
    """Let a family change and remove what it lists."""
    group.add_command(_change(kind))
    group.add_command(_remove(kind))


def options_of(kind: RecordKind, without: tuple[str, ...] = ()) -> list[click.Parameter]:
    """Return an option for each field of a kind."""
    return [_option(field) for field in kind.fields if field.name not in without]


def _option(field: AskedField) -> click.Option:
    words = [field.info.title, field.info.help]
    if field.scale is not None:
        words.append(f"{'some' if field.shape is Shape.CHOICES else 'one'} of: {', '.join(field.scale)}")
    elif field.info.ref is not None and not field.info.help:
        words.append(
            f"{thing_of(field)}s, with commas between" if field.shape in _MANY else f"a {thing_of(field)}"
        )
    elif field.shape is Shape.YES_NO:
        words.append("yes or no")
    return click.Option(
        [f"--{field.name.replace('_', '-')}", field.name],
        metavar=_METAVARS.get(field.shape, "TEXT"),
        help=f"{'; '.join(filter(None, words))}.",
    )


_METAVARS = {
    Shape.NUMBER: "N",
    Shape.DAY: "DATE",
    Shape.DAYS: "DATES",
    Shape.YES_NO: "YES",
    Shape.CHOICE: "WORD",
    Shape.CHOICES: "WORDS",
}


def typed_only(values: dict[str, Any]) -> dict[str, str]:
    """Return the fields something was typed for, "" among them: that empties a field."""
    return {name: value for name, value in values.items() if value is not None}


def _command(name: str, run: Callable[..., None], params: list[click.Parameter], help: str) -> CliCommand:
    return CliCommand(name, callback=click.pass_obj(run), params=params, help=help)


def _name(kind: RecordKind) -> click.Argument:
    return click.Argument(["entry"], metavar=kind.name.upper())


# Commands ----------------------------------------------------------------------------------------


def _add(kind: RecordKind) -> CliCommand:
    first = kind.fields[0].name

    def add(asked: Asked, entry: str, **values: Any) -> None:
        folder = asked.programme
        added = kind.add(folder, {first: entry, **typed_only(values)})
        label = kind.label_of(folder, added)
        of_another = kind.fields[0].info.ref is not None  # it has no name of its own
        said = f"Saved: {kind.name}, {label}." if of_another else f"{label} is in {folder.programme.name}."
        say_entry(asked, added, said)

    argument = click.Argument(["entry"], metavar="NAME")
    return _command("add", add, [argument, *options_of(kind, (first,))], f"Add the {kind.name} NAME.")


def _list(kind: RecordKind) -> CliCommand:
    def show(asked: Asked, as_csv: bool) -> None:
        folder = asked.programme
        entries = kind.all(folder)
        if as_csv:
            from facilitator.cli.list_csv import list_as_csv  # here: a list is seldom taken elsewhere

            click.echo(list_as_csv(folder, kind), nl=False)
        elif asked.json:
            say_json([_without_private(kind, each) for each in entries])
        elif entries:
            shown = [each for each in kind.fields if not each.info.only_us][:4]
            rows = [(*(_cell(folder, each, entry) for each in shown), kind.id_of(entry)) for entry in entries]
            say_table((*(each.info.title for each in shown), "Id"), rows)
        else:
            tell(f"There is no {kind.name} yet.")
        asked.end_list()

    as_csv = click.Option(["--csv", "as_csv"], is_flag=True, help="As CSV for a spreadsheet.")
    private = any(each.info.only_us for each in kind.fields)
    apart = f" What only the facilitators see is said by show, one {kind.name} at a time." if private else ""
    return _command("list", show, [as_csv], f"List every {kind.name} of the programme.{apart}")


def _show(kind: RecordKind, about: About) -> CliCommand:
    def show(asked: Asked, entry: str) -> None:
        folder = asked.programme
        found = kind.meant(folder, entry)
        if asked.json:
            say_json(_object(found))
            return
        say(f"{kind.label_of(folder, found)}\n")
        fields = [each for each in kind.fields if kind.asks(found, each)]
        public = [each for each in fields if not each.info.only_us]
        private = [each for each in fields if each.info.only_us]
        say_rows([(each.info.title, _cell(folder, each, found)) for each in public], wrapped=1)
        for number, sentence in enumerate(about(folder, found)):
            say(f"{'' if number else chr(10)}{sentence}")
        if private:
            say("\nOnly the facilitators see this:")
            say_rows([(each.info.title, _cell(folder, each, found)) for each in private], wrapped=1)

    return _command("show", show, [_name(kind)], f"Show all that is known of {kind.name.upper()}.")


def _cell(folder: ProgrammeFolder, field: AskedField, entry: Any) -> str:
    value = getattr(entry, field.name)
    words = getattr(value, "label", None) or typed_of(folder, field, value)
    return str(words) or "–"


def _change(kind: RecordKind) -> CliCommand:
    def change(asked: Asked, entry: str, **values: Any) -> None:
        change_entry(asked, kind, kind.meant(asked.programme, entry), typed_only(values))

    help = f"Change fields of {kind.name.upper()}; an empty text empties a field."
    return _command("change", change, [_name(kind), *options_of(kind)], help)


def change_entry(asked: Asked, kind: RecordKind, entry: Any, typed: dict[str, str]) -> None:
    """Save what was typed, as one change, and say so."""
    if not typed:
        raise BadInput("Nothing to change was given.", "Name a field; --help lists them.")
    changed = kind.change(asked.programme, entry, typed)
    titles = [each.info.title for each in kind.fields if each.name in typed]
    say_entry(asked, changed, f"{kind.label_of(asked.programme, changed)}: {listed(titles)} changed.")


def _remove(kind: RecordKind) -> CliCommand:
    def remove(asked: Asked, entry: str, yes: bool) -> None:
        folder = asked.programme
        found = kind.meant(folder, entry)
        record = kind.record_of(folder, found)
        if record is None:
            raise RuleBroken(*kind.kept_because(found))
        deletion = plan_deletion(folder, record)
        named = list(dict.fromkeys(use_in_words(use) for use in deletion.uses if use.after is not None))
        if not deletion.in_the_way and not yes:
            tell(f"It is named in {', '.join(named)}." if named else "Nothing points at it.")
            if not click.confirm(f"Delete {kind.label_of(folder, found)}?", err=True):
                tell("Nothing was changed.")
                return
        carry_out(deletion)
        off = f", and is taken off {', '.join(named)}" if named else ""
        if asked.json:
            say_json({"id": kind.id_of(found), "deleted": True, "taken_off": named})
        else:
            say(f"{kind.label_of(folder, found)} is deleted{off}.")

    yes = click.Option(["--yes"], is_flag=True, help="Ask nothing; it is taken off what points at it.")
    help = f"Delete {kind.name.upper()}. What points at it is said first; what was heard keeps it."
    return _command("remove", remove, [_name(kind), yes], help)


def say_entry(asked: Asked, entry: Any, sentence: str) -> None:
    """Say what became of an entry: as an object where JSON is asked for, else in a *sentence*."""
    if asked.json:
        say_json(_object(entry))
    else:
        say(sentence)


def _object(entry: Any) -> dict[str, Any]:
    built: dict[str, Any] = as_object(entry) if hasattr(entry, "id") else msgspec.to_builtins(entry)
    return built


def _without_private(kind: RecordKind, entry: Any) -> dict[str, Any]:
    """Return an entry of a list, which a program may hand on as it is, as its table and its CSV say it."""
    private = {each.name for each in kind.fields if each.info.only_us}
    return {name: value for name, value in _object(entry).items() if name not in private}


def _levels(folder: ProgrammeFolder, entry: Any) -> Iterable[str]:
    from facilitator.wording.practice_levels import about_practice  # here: for what is shown alone

    return about_practice(folder, entry.key)


practice = family(
    PRACTICE,
    "Name, hide and fit the practices, and add your own.",
    '  facilitator practice change "Change enablement" --name Changes --fit adapt\n'
    "  facilitator practice change Architecture --hidden yes\n"
    '  facilitator practice add "Print rooms"',
    _levels,
)

practice.add_command(
    family(
        LEVEL,
        "Keep the levels practices were assessed at, beside the ladder and never turned into it.",
        "  facilitator practice level add Incident --level 3 --on 2026-03-02 --assessor internal",
    )
)

champion = family(
    CHAMPION,
    "Keep the champions: who carries a specialism across all services, with their yes.",
    '  facilitator champion add "Jo Marsh" --specialism Knowledge --consented yes\n'
    "  facilitator champion show Jo\n"
    "  facilitator champion set Jo --hours-per-week 4",
)

hours = family(
    HOURS_GRANTED,
    "Keep the hours a week that champions were granted, and since when.",
    "  facilitator hours add Jo --hours 4 --since 2026-03-01\n  facilitator hours list",
)

specialism = family(
    SPECIALISM,
    "Keep the specialisms that are wanted: areas somebody could carry across all services.",
    '  facilitator specialism add "Measurement and reporting" --level operational\n'
    "  facilitator specialism list",
)


def _linked(folder: ProgrammeFolder, entry: Any) -> Iterable[str]:
    from facilitator.wording.service_links import linked_with  # here: for what is shown alone

    return linked_with(folder, entry)


service = family(
    SERVICE,
    "Keep the services people outside IT would recognise, and who answers for them.",
    '  facilitator service add "Teaching spaces" --manager "Hana Lindqvist"\n  facilitator service list',
    _linked,
)
