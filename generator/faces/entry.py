"""Where the command begins: whoever interrupts it before it could say so itself is answered all the same."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line. Interrupted while the program is still being read, it says so, and ends with status 1."""
    gc.disable()  # most commands end sooner than it would find anything: whatever stays longer has it search again
    try:
        from generator.faces.cli import main as run

        run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        from generator.faces.help import language_of
        from generator.reading.words import own_words

        print(f"\n{own_words().words[language_of(sys.argv[1:], os.environ)]['click_aborted']}", file=sys.stderr)
        sys.exit(1)
    finally:
        gc.freeze()  # nor is there anything to find at the end
