"""What we say instead of the words of a framework, in a sentence."""

from __future__ import annotations

from facilitator.insight.plain_speech import framework_words, speech_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def ours_offered(folder: ProgrammeFolder, text: str) -> str:
    """Return "for “SLA” say “what we promised”" for each word of a framework in a text; "" for none."""
    speech = speech_of(folder.catalogue.words)
    ours = speech.ours
    return "; ".join(f"for “{word}” say “{ours[word]}”" for word in framework_words(text, speech))
