"""Files that the program writes for a company, in the languages that it speaks.

Their templates hold both: texts as ``{zh: …, en: …}``, of which those are left that the company speaks, and remarks as
``# 中文 | English``, of which the one in its first language is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Template

from generator.text.language import LANGUAGES, Language

_VALUE = r'"(?:[^"\\]|\\.)*"|\[[^\[\]]*\]|[^,{}\[\]"]+'
_TEXT = re.compile(rf"\{{zh: (?P<zh>{_VALUE}), en: (?P<en>{_VALUE})(?P<more>, [^{{}}]*)?\}}")
_REMARK = re.compile(r"# (?P<zh>[^#|\n]*\S) \| (?P<en>[^|\n]*)$", re.MULTILINE)


def filled(source: str, said: Mapping[str, str], locales: Sequence[Language]) -> str:
    """The template ``source`` with what is ``said``, as a company with these ``locales`` gets it.

    Remarks are chosen first: a name may look like one.
    """

    def spoken(found: re.Match[str]) -> str:
        kept = [f"{language}: {found[language]}" for language in LANGUAGES if language in locales]
        return "{" + ", ".join(kept) + (found["more"] or "") + "}"

    remarked = _REMARK.sub(lambda found: f"# {found[locales[0]]}", source)
    return _TEXT.sub(spoken, Template(remarked).substitute(said))
