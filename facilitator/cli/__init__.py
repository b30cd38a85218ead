"""The command line: plain text in and out, and the door to the screens (design: the plain commands)."""

import gc


def main() -> None:
    """Run `facilitator` with the arguments of the process; leave with its exit code."""
    # What imports bring in stays: looking through it for garbage would only keep people waiting.
    gc.disable()
    from facilitator.cli.root import main as run

    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()
    run()
