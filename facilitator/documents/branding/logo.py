"""The logo of a letterhead: a picture that lies beside the templates and asks nobody for anything."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf

LARGEST_LOGO = 500_000
"""Bytes of a logo; it stands in every page that is passed on."""

HEIGHT, WIDTH = 8.0, 60.0
"""Millimetres a logo may have; one that is broader is made less high."""

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_MOST_PIXELS = 6000
_MOST_EFFECTS = 20
"""Blurs and the like; a thousand of them take a quarter of a minute."""

_NEVER = frozenset({"script", "foreignobject", "image", "iframe", "audio", "video", "a", "set", "animate"})
_OUTWARD = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px|pt|mm|cm|in)?\s*")
_ASK = "Save the logo as PNG, JPEG or plain SVG."


@dataclass(frozen=True)
class Logo:
    """A picture: its bytes, what they are ("image/png"), and how many times as wide as high it is."""

    content: bytes
    kind: str
    ratio: float

    @property
    def drawn(self) -> bool:
        """Whether it is an SVG, which is drawn anew in every size."""
        return self.kind == _KINDS[".svg"]

    @property
    def height(self) -> float:
        """Its height on paper, in millimetres."""
        return min(HEIGHT, WIDTH / self.ratio)

    @property
    def data_uri(self) -> str:
        """The picture as an address that holds all of it."""
        return f"data:{self.kind};base64,{b64encode(self.content).decode('ascii')}"

    @property
    def svg(self) -> str:
        """The picture as SVG; one of pixels stands inside it."""
        if self.drawn:
            return self.content.decode("utf-8-sig")
        width, height = 1000 * self.ratio, 1000
        size = f'width="{width:.2f}" height="{height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{self.data_uri}"/></svg>'


def read_logo(shelf: Shelf, name: str) -> Logo:
    """Return the logo of that name from the user's own folder. Raises `TemplateFault`."""
    kind = _KINDS.get(name[name.rfind(".") :].lower()) if "." in name else None
    if kind is None:
        raise TemplateFault(f"{name} is no picture for papers.", _ASK, file=name)
    if re.search(r"^[/\\]|\.\.|:", name):
        raise TemplateFault(
            f"{name} leads out of the folder of templates.", "Put the logo into that folder.", file=name
        )
    content = shelf.custom_bytes(name, LARGEST_LOGO)
    if content is None:
        raise TemplateFault(f"There is no file {name}.", "Put it into the folder of templates.", file=name)
    ratio = _ratio_of_svg(content, name) if kind == _KINDS[".svg"] else _ratio_of_pixels(content, kind, name)
    return Logo(content, kind, min(max(ratio, 0.05), 50.0))


def _ratio_of_pixels(content: bytes, kind: str, name: str) -> float:
    from docx.image.image import Image

    try:
        image = Image.from_blob(content)
        found, width, height = image.content_type, image.px_width, image.px_height
    except Exception:  # whatever a broken picture does to the library that reads it
        raise TemplateFault(f"{name} cannot be read as a picture.", _ASK, file=name) from None
    if found != kind or not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        what = (
            f"holds another kind of picture ({found})" if found != kind else f"is {width} by {height} pixels"
        )
        raise TemplateFault(f"{name} {what}.", f"{_ASK} At most {_MOST_PIXELS} pixels each way.", file=name)
    return width / height


def _ratio_of_svg(content: bytes, name: str) -> float:
    try:
        text = content.decode("utf-8-sig")
        if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
            raise TemplateFault(f"{name} has a DOCTYPE, which a logo may not have.", _ASK, file=name)
        root = ElementTree.parse(BytesIO(text.encode())).getroot()
    except UnicodeDecodeError:
        raise TemplateFault(f"{name} is not written in UTF-8.", _ASK, file=name) from None
    except ElementTree.ParseError as error:
        raise TemplateFault(
            f"{name} cannot be read as SVG.", _ASK, file=name, line=error.position[0]
        ) from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise TemplateFault(f"{name} is no SVG.", _ASK, file=name)
    effects = sum(str(each.tag).rpartition("}")[2].startswith("fe") for each in root.iter())
    if effects > _MOST_EFFECTS:
        raise TemplateFault(f"{name} asks for {effects} effects, more than can be drawn.", _ASK, file=name)
    for why in _reaching_out(root):
        raise TemplateFault(f"{name} {why}, which a logo may not.", _ASK, file=name)
    return _shape(root)


def _reaching_out(root: ElementTree.Element) -> Iterator[str]:
    """Yield what in a drawing could run, or could fetch something."""
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag.lower() in _NEVER:
            yield f"holds <{tag}>"
        if _OUTWARD.search(element.text or ""):
            yield f"fetches something in <{tag}>"
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2].lower()
            outward = attribute in ("href", "src") and not value.startswith("#")
            if attribute.startswith("on") or outward or _OUTWARD.search(value):
                yield f"has {attribute} in <{tag}>"


def _shape(root: ElementTree.Element) -> float:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sizes = box[2:4] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [_LENGTH.fullmatch(size) for size in sizes]
    width, height = (float(size[1]) if size else 0.0 for size in found)
    return width / height if width and height else 1.0
