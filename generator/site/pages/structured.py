"""What a page says, once more for machines: schema.org data as JSON-LD, word for word from the same definitions.

Only what is true of the page: its place in the site; the steps of a task or a guide; a fault's question and answer; on the
first page who we are and how we are reached.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from generator.formats.logo import logo_name
from generator.model.company import Company
from generator.model.definition import Definition, LocalText, Statement
from generator.model.handbook import Fault, Guide, Section
from generator.model.tasks import Task
from generator.text.data import Json
from generator.text.language import Language

# Inside a script element, "<" might end it; and two line ends of Unicode are none in JSON but in JavaScript.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def structured(
    definition: Definition,
    language: Language,
    trail: Sequence[tuple[str, str]],
    words: Mapping[str, str],
) -> str:
    """The JSON-LD of the page of ``definition``, safe inside a script element.

    ``trail`` holds (name, whole address) from the home page down to the page itself.
    """
    graph: list[Json] = [_breadcrumbs(trail)]
    match definition:
        case Task():
            graph.append(_task(definition, language))
        case Guide() if definition.steps or any(section.steps for section in definition.sections):
            graph.append(_guide(definition, language))
        case Fault():
            graph.append(_question(definition, language, words))
    return _written(graph)


def organization(company: Company, language: Language, address: str) -> str:
    """The JSON-LD of the first page, at ``address``: the company and its care centre."""
    reached: Json = {
        "@type": "ContactPoint",
        "contactType": "customer service",
        "telephone": company.hotline,
        "email": company.email,
        "availableLanguage": [*company.locales],
    }
    whole: Json = {
        "@type": "Organization",
        "name": company.name.of(language),
        "slogan": company.tagline.of(language),
        "url": address,
        "logo": f"{address}assets/images/{logo_name(company.brand.logo)}",
        "contactPoint": reached,
    }
    return _written([whole])


def _written(graph: Sequence[Json]) -> str:
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _breadcrumbs(trail: Sequence[tuple[str, str]]) -> Mapping[str, Json]:
    items: list[Json] = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _task(task: Task, language: Language) -> Mapping[str, Json]:
    duration = task.work.duration
    time = {"totalTime": f"PT{duration.fixed}M"} if duration.per_unit is None else {}
    used = [{"@type": "HowToSupply", "name": material.item.of(language)} for material in task.materials]
    supply = {"supply": used} if used else {}
    return {**_how_to(task, language, task.tools), **time, **supply, "step": _steps(task.steps, language)}


def _guide(guide: Guide, language: Language) -> Mapping[str, Json]:
    sections = [_section(section, language) for section in guide.sections if section.steps]
    return {**_how_to(guide, language, guide.tools), "step": [*_steps(guide.steps, language), *sections]}


def _how_to(definition: Task | Guide, language: Language, tools: Sequence[LocalText]) -> Mapping[str, Json]:
    names = [{"@type": "HowToTool", "name": tool.of(language)} for tool in tools]
    return {
        "@type": "HowTo",
        "name": definition.name.of(language),
        "description": definition.summary.of(language),
        "inLanguage": language,
        **({"tool": names} if names else {}),
    }


def _steps(steps: Iterable[Statement], language: Language) -> list[Mapping[str, Json]]:
    return [
        {"@type": "HowToStep", "position": position, "text": step.of(language)}
        for position, step in enumerate(steps, 1)
    ]


def _section(section: Section, language: Language) -> Mapping[str, Json]:
    return {
        "@type": "HowToSection",
        "name": section.title.of(language),
        "itemListElement": _steps(section.steps, language),
    }


def _question(fault: Fault, language: Language, words: Mapping[str, str]) -> Mapping[str, Json]:
    """The fault by its name, as the page has it; answered by what to do first and when to call."""
    parts = (("fault_do", fault.do), ("fault_call", fault.call))
    lines = [line for heading, said in parts for line in (words[heading], *(s.of(language) for s in said))]
    answer = {"@type": "Answer", "text": "\n".join(lines)}
    question: Json = {"@type": "Question", "name": fault.name.of(language), "acceptedAnswer": answer}
    return {"@type": "FAQPage", "inLanguage": language, "mainEntity": [question]}
