"""The kinds of definition: one row for each, from which reading, links, navigation, lists and search follow.

Whoever uses the rows asks for them when they are needed, and holds nothing that was made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.definition import Definition
from generator.model.handbook import Component, Entry, Fault, Guide, Season
from generator.model.prices import PriceList
from generator.model.products import Product, Promise
from generator.model.services import Checklist, Course, Form, Metric, PhraseSet, Policy, Process, Role
from generator.model.tasks import Task

PublicTab = Literal["product", "fault", "guide", "task", "service"]
StaffTab = Literal["care", "process", "form", "training", "organisation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All that the program knows of one kind of definition.

    ``name`` stands before the id in a link, as in ``fault/leak``. ``folder`` holds its files below ``definitions/`` and
    its pages below the site's language. ``public`` and ``staff`` say below which tab of each site it stands, and at which
    place there; without the first it has no tab on the public site. ``weight`` is what its pages count in the search box
    against others. ``by_line`` lists it by product line; ``by_path`` makes its ids paths, with folders of folders;
    ``required`` misses its folder; ``calls`` ends its pages with the button that calls the company.
    """

    name: str
    model: type[Definition]
    folder: str
    icon: str
    public: tuple[PublicTab, int] | None = None
    staff: tuple[StaffTab, int]
    weight: float = 1.0
    by_line: bool = False
    by_path: bool = False
    required: bool = False
    calls: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it is one of the handbook's, whose pages are made alike."""
        return issubclass(self.model, Entry)

    @property
    def is_service(self) -> bool:
        """Whether it is part of the service, whose kinds have a page of their own."""
        return self.folder.startswith("services/")

    @property
    def template(self) -> str:
        """The template of its pages, below ``templates/pages``."""
        return f"{self.name}.md.j2"

    @property
    def title(self) -> str:
        """The key of the words that head its list; with ``_intro``, of those that introduce it."""
        return f"kind_{self.name}"

    @property
    def label(self) -> str:
        """The key of the word that the search shows beside its pages."""
        return f"label_{self.name}"

    @property
    def list_page(self) -> str:
        """The page that lists its definitions, below the site's language."""
        return f"{self.folder}/index.md"

    def page(self, id_: str) -> str:
        """The page of one of its definitions, below the site's language."""
        return f"{self.folder}/{id_}.md"


_ROWS = (
    Kind(
        name="product", model=Product, folder="products", icon="material-home-heart",
        public=("product", 1), staff=("care", 1), weight=1.3, by_line=True, required=True,
    ),
    Kind(
        name="task", model=Task, folder="maintenance", icon="material-calendar-check",
        public=("task", 1), staff=("care", 6), weight=0.95, by_line=True, by_path=True,
    ),
    Kind(
        name="promise", model=Promise, folder="services/promises", icon="material-phone-alert",
        public=("service", 1), staff=("process", 2), weight=1.05,
    ),
    Kind(
        name="component", model=Component, folder="components", icon="material-layers-outline",
        public=("guide", 2), staff=("care", 4), by_line=True, calls=True,
    ),
    Kind(
        name="fault", model=Fault, folder="faults", icon="material-alert-circle-outline",
        public=("fault", 1), staff=("care", 2), weight=1.15, by_line=True, calls=True,
    ),
    Kind(
        name="guide", model=Guide, folder="guides", icon="material-book-open-variant-outline",
        public=("guide", 1), staff=("care", 3), weight=1.05, by_line=True, calls=True,
    ),
    Kind(
        name="season", model=Season, folder="seasons", icon="material-weather-partly-rainy",
        public=("guide", 3), staff=("care", 5), calls=True,
    ),
    Kind(
        name="process", model=Process, folder="services/processes", icon="material-sitemap-outline",
        public=("service", 3), staff=("process", 1),
    ),
    Kind(
        name="form", model=Form, folder="services/forms", icon="material-file-document-edit-outline",
        public=("service", 4), staff=("form", 1), weight=0.75,
    ),
    Kind(
        name="checklist", model=Checklist, folder="services/checklists", icon="material-checkbox-marked-outline",
        public=("service", 5), staff=("form", 2), weight=0.8,
    ),
    Kind(
        name="phrases", model=PhraseSet, folder="services/phrases", icon="material-message-text-outline",
        staff=("training", 1),
    ),
    Kind(
        name="course", model=Course, folder="services/training", icon="material-school-outline",
        staff=("training", 2),
    ),
    Kind(
        name="role", model=Role, folder="services/roles", icon="material-account-tie-outline",
        staff=("organisation", 1),
    ),
    Kind(
        name="policy", model=Policy, folder="services/policies", icon="material-scale-balance",
        public=("service", 2), staff=("organisation", 2), weight=1.05,
    ),
    Kind(
        name="prices", model=PriceList, folder="services/prices", icon="material-cash-multiple",
        public=("service", 6), staff=("organisation", 4), weight=1.05,
    ),
    Kind(
        name="metric", model=Metric, folder="services/metrics", icon="material-gauge",
        staff=("organisation", 3),
    ),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ROWS}
HUBS = ("services", "glossary", "index-a-z", "this-month")  # pages of many definitions, beside the lists of a kind


def kind_of(definition: Definition) -> Kind:
    """The kind of a definition."""
    return next(kind for kind in KINDS.values() if kind.model is type(definition))
