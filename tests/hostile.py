"""Lines nobody should be able to break the program with; the same ones every time."""

from __future__ import annotations

import random

NAUGHTY = (
    # Markup of the screen library, of Rich, of the web, of templates
    "[/nope] [@click=app.bell]x[/] [b",
    "[red]not red[/red] [link=file:///etc/passwd]here[/link]",
    "[[]] [ ] \\[escaped] [$accent 50%]x",
    "<script>alert(1)</script> &amp; <img src=x onerror=y>",
    "{{ 7 * 7 }} {% raw %} {# gone #} ${HOME} #{x} %(name)s %s %n {0.__class__}",
    "`rm -rf /` $(reboot) ; DROP TABLE notes; -- ' OR '1'='1",
    "=HYPERLINK(1) +cmd|' /C calc'!A0 @SUM(1) -2+3",
    "../../../../etc/passwd \\\\server\\share C:\\nul CON PRN AUX",
    # What programs take for something else
    "null None nil undefined NaN Infinity true false 0 -0 1e309 0x10",
    "{}[]()\"'`~!@#$%^&*_+-=|;:,.<>/?",
    '{"$ref": "#"} --- !!python/object/apply:os.system [x]',
    "\\u0041 \\x1b \\0 \\n \\",
    "# @ ## @@ #@ @# #! +0 +1000 ++ !! ! due @ due",
    # Terminals
    "\x1b[31mred\x1b[0m \x1b[2J\x1b[H\x1b[?1049h",
    "\x1b]0;title\x07 \x1b]52;c;ZWNobw==\x07 \x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bPq#0;2;0;0;0\x1b\\ \x1b_apc\x1b\\ \x1b^pm\x1b\\ \x1bX",
    "\x9b2J \x9d0;title\x9c \x90q\x9c",
    "\x1b \x1b[ \x1b] \x1b[999999999C \x1b[38;2;1;2",
    "a\x00b\x01c\x07d\x08e\x0ef\x7fg",
    "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
    # Direction
    "abc\u202edef\u202c \u2066ghi\u2069 \u200fjkl\u200e \u061c",
    "\u202e\u202e\u202e[/]\u202d",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123 \u05e2\u05d1\u05e8\u05d9\u05ea",
    # Marks, joiners, widths
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0338l\u0321g\u0322o\u0327",
    "\u0301\u0301\u0301 e\u0301 \u1100\u1161\u11a8 \ufb03 \u212b \u2126",
    "\U0001f469\U0001f3fd\u200d\U0001f527 \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f1ec\U0001f1e7\U0001f1e9 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "1\ufe0f\u20e3 \u2764\ufe0f \u2764\ufe0e \u26a0 \u25b6\ufe0f \ufe0f\ufe0f \u200d\u200d",
    "\u65e5\u672c\u8a9e\uff21\uff22\uff71 \ud55c\uad6d\uc5b4 \u4e2d\u6587\u3000\u5168\u89d2",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0e44\u0e17\u0e22 \u0f56\u0f7c\u0f51 \U00012000 \U0001d573",
    "a\u200bb\u00adc\u2060d\u00a0e\u202ff\u180eg \u3164 \u115f",
    "\ufeffmark \ufff9x\ufffay\ufffb \ufffe\uffff \U0010ffff \ue000",
    # Halves of characters
    "\ud800alone\udfff \udc80\udcff",
    "\ud83d and \ude00 apart",
)
"""The classic ones, written down."""

_RANGES = (
    *((0x00, 0x1F), (0x20, 0x7E), (0x7F, 0x9F), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x52F)),
    *((0x590, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x206F)),
    *((0x2190, 0x27BF), (0x3000, 0x30FF), (0x4E00, 0x4FFF), (0xD800, 0xDFFF), (0xE000, 0xE0FF)),
    *((0xFE00, 0xFE0F), (0xFF00, 0xFFFF), (0x1D400, 0x1D4FF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1FAFF)),
    *((0xE0020, 0xE007F), (0x10FF00, 0x10FFFF)),
)
_LONG = 10_000


def hostile_lines(number: int, *, long_ones: int = 0) -> list[str]:
    """Return that many lines: the written ones, then made ones, of them some 10,000 characters long."""
    dice = random.Random(20260312)
    lines = list(NAUGHTY[:number])
    while len(lines) < number:
        left = number - len(lines)
        lines.append(_made(dice, _LONG if left <= long_ones else dice.randint(1, 60)))
    return lines


def _made(dice: random.Random, length: int) -> str:
    """Make a line of runs of kindred characters and pieces of the written lines."""
    line = ""
    while len(line) < length:
        if dice.random() < 0.25:
            whole = dice.choice(NAUGHTY)
            start = dice.randrange(len(whole))
            line += whole[start : start + dice.randint(1, 12)]
        else:
            low, high = dice.choice(_RANGES)
            line += "".join(chr(dice.randint(low, high)) for _ in range(dice.randint(1, 9)))
        line += " " * dice.randint(0, 1)
    return line[:length]
