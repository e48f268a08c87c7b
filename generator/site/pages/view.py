"""What a template lays out: a frozen dataclass of its own, which knows the template's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one template is given as ``view``. ``template`` is its path below ``templates/``."""

    template: ClassVar[str]
