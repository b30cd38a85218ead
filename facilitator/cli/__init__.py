"""The command line: plain text in and out, and the door to the screens (design: the plain commands)."""

import gc
import sys

from facilitator.late_parts import put_off


def main() -> None:
    """Run `facilitator` with the arguments of the process; leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # What imports bring in stays: looking through it for garbage would only keep people waiting.
    gc.disable()
    put_off(
        "msgspec", {"inspect": (), "_json_schema": ("schema", "schema_components"), "toml": (), "yaml": ()}
    )
    from facilitator.cli.direct import open_directly

    if not open_directly(sys.argv[1:]):
        from facilitator.cli.root import main as run

        gc.freeze()
        gc.set_threshold(100_000)
        gc.enable()
        run()
