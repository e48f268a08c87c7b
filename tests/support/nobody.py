"""The command run without root's own permissions, for root may read and write everything."""

from __future__ import annotations

import ctypes
import os
import pwd
import subprocess

from click.testing import CliRunner
from support.apart import run_apart
from support.company import Root

from generator.faces.cli import main


def run_as_nobody(root: Root, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on ``root`` as somebody whom permissions hold back."""
    return run_apart(_as_nobody, [*arguments, "--root", str(root.path), "--lang", "en"])


def _as_nobody(arguments: list[str]) -> None:
    """Step down once Python has read its modules; where there is no other user, as in a namespace, give up what one may.

    The first, silent check makes Python read the last of them.
    """
    CliRunner().invoke(main, ["check", *arguments[1:]])
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
        except OSError:
            version, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
            assert ctypes.CDLL(None).capset(version, none) == 0
    main(arguments)
