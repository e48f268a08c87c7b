"""The kinds of definition, and where each kind's files and pages stand."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.handbook import (
    Checklist,
    Component,
    Course,
    Entry,
    Fault,
    Form,
    Guide,
    Metric,
    PhraseSet,
    Policy,
    Process,
    Role,
    Season,
)

ENTRIES: Mapping[str, type[Entry]] = {
    "component": Component,
    "fault": Fault,
    "guide": Guide,
    "season": Season,
    "process": Process,
    "form": Form,
    "checklist": Checklist,
    "phrases": PhraseSet,
    "course": Course,
    "role": Role,
    "policy": Policy,
    "metric": Metric,
}


# Where each kind's files stand below definitions/, and its pages below the site's language.
FOLDERS: Mapping[str, str] = {
    "product": "products",
    "task": "maintenance",
    "promise": "services/promises",
    "component": "components",
    "fault": "faults",
    "guide": "guides",
    "season": "seasons",
    "process": "services/processes",
    "form": "services/forms",
    "checklist": "services/checklists",
    "phrases": "services/phrases",
    "course": "services/training",
    "role": "services/roles",
    "policy": "services/policies",
    "metric": "services/metrics",
}


HUBS = ("services", "glossary", "index-a-z", "this-month")  # pages of many definitions, beside the lists of a kind
