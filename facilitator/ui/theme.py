"""Colours, once: tokens for style sheets, and "pens" for text drawn by hand.

A token such as `$paper` is a colour. A pen such as `$pen-muted` is a whole text style: a colour in
the dark and light themes, and in monochrome (`NO_COLOR`) dim, bold or reverse instead, so that
meaning never rests on colour.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "quiet-dark"
LIGHT = "quiet-light"
"""The names of our two themes."""
MONO = "ansi-dark"
"""Textual's own ANSI theme; with `NO_COLOR` it shows the terminal's two colours and nothing else."""

_DARK = {
    "paper": "#14171d",
    "lift": "#1a1e26",
    "raised": "#222732",
    "select": "#27324a",
    "line": "#333a47",
    "ink": "#e4e7ec",
    "muted": "#9aa4b4",
    "faint": "#6b7587",
    "mark": "#8fb6f7",
    "good": "#86c79b",
    "warn": "#e6b566",
    "bad": "#f08c7d",
    "private": "#c6a5ee",
}
_LIGHT = {
    "paper": "#fbfaf7",
    "lift": "#f2f0ea",
    "raised": "#ffffff",
    "select": "#dbe6fb",
    "line": "#d5d1c6",
    "ink": "#20242c",
    "muted": "#5c6470",
    "faint": "#888d97",
    "mark": "#1d57b5",
    "good": "#2a7044",
    "warn": "#8a5a00",
    "bad": "#b23a26",
    "private": "#7440ad",
}
_PAIN_DARK = ("#20262f", "#333b49", "#65522f", "#974937")
_PAIN_LIGHT = ("#ece9e1", "#e3dac3", "#f1c777", "#ea957a")

_PENS_IN_COLOUR = {
    "muted": "$muted",
    "faint": "$faint",
    "mark": "$mark",
    "place": "$mark bold underline",
    "key": "$mark bold",
    "good": "$good",
    "warn": "$warn",
    "bad": "$bad",
    "private": "$private",
    "line": "$line",
    "lift": "on $lift",
    "select": "on $select",
    "row": "bold on $select",
    "row-resting": "bold on $lift",
    "cell": "bold $paper on $mark",
    "in-hand": "bold $paper on $mark",
    "track": "$mark",
    "tile1": "on {0}",
    "tile2": "on {1}",
    "tile3": "on {2}",
    "tile4": "bold on {3}",
}
_PENS_IN_MONO = {
    "muted": "dim",
    "faint": "dim",
    "mark": "bold",
    "place": "bold underline",
    "key": "bold",
    "good": "bold",
    "warn": "bold",
    "bad": "bold",
    "private": "dim",
    "line": "dim",
    "lift": "",
    "select": "",
    "row": "reverse",
    "row-resting": "bold",
    "cell": "not reverse bold underline",
    "in-hand": "reverse",
    "track": "bold",
    "tile1": "",
    "tile2": "",
    "tile3": "bold",
    "tile4": "reverse bold",
}


def _pens(tokens: dict[str, str], pain: tuple[str, ...]) -> dict[str, str]:
    pens = {}
    for name, style in _PENS_IN_COLOUR.items():
        for token, colour in tokens.items():
            style = style.replace(f"${token}", colour)
        pens[f"pen-{name}"] = style.format(*pain)
    return pens


MONO_VARIABLES = {
    **dict.fromkeys(_DARK, "ansi_default"),
    **{f"pen-{name}": style or "not bold" for name, style in _PENS_IN_MONO.items()},
}
"""What the tokens and pens are when there is no colour; also the default every theme starts from."""


def _theme(name: str, tokens: dict[str, str], pain: tuple[str, ...], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=tokens["mark"],
        accent=tokens["mark"],
        foreground=tokens["ink"],
        background=tokens["paper"],
        surface=tokens["lift"],
        panel=tokens["raised"],
        success=tokens["good"],
        warning=tokens["warn"],
        error=tokens["bad"],
        variables={
            **tokens,
            **_pens(tokens, pain),
            "input-cursor-background": tokens["mark"],
            "input-cursor-foreground": tokens["paper"],
            "input-selection-background": tokens["select"],
            "scrollbar": tokens["line"],
            "scrollbar-background": tokens["paper"],
            "scrollbar-corner-color": tokens["paper"],
            "scrollbar-hover": tokens["muted"],
            "scrollbar-background-hover": tokens["paper"],
            "scrollbar-active": tokens["mark"],
            "scrollbar-background-active": tokens["paper"],
        },
    )


THEMES = (
    _theme(DARK, _DARK, _PAIN_DARK, dark=True),
    _theme(LIGHT, _LIGHT, _PAIN_LIGHT, dark=False),
)
"""Our two themes in colour."""
