"""Where the command begins: whoever interrupts it before it could say so itself is answered all the same."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line. Interrupted while the program is still being read, it says so, and ends with status 1.

    Who is asked to end (by ``kill``, by CI) ends as by Ctrl-C, so that nothing is left lying about.
    """
    gc.disable()  # most commands end sooner than it would find anything: whatever stays longer has it search again
    interrupts: list[int] = []

    def interrupt(number: int, _: object) -> None:
        interrupts.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, interrupt)
    try:
        from generator.faces.cli import main as run

        run()
    except BaseException as error:
        # Libraries that are no Python make an error of their own of an interrupt.
        is_end = isinstance(error, SystemExit | GeneratorExit)
        if is_end or not (interrupts or isinstance(error, KeyboardInterrupt)):
            raise
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.SIG_IGN)  # once is enough
        from generator.faces.help import language_of
        from generator.reading.words import own_words

        print(f"\n{own_words().words[language_of(sys.argv[1:], os.environ)]['click_aborted']}", file=sys.stderr)
        sys.exit(1)
    finally:
        gc.freeze()  # nor is there anything to find at the end
