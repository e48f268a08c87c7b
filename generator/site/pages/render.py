"""The definitions to Markdown pages and navigation, for each site. What pages show is prepared here, laid out there.

Only definitions are used, never schedules: a page can hold nothing of any customer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from posixpath import relpath
from typing import Any

from generator.dates.intervals import add
from generator.due.samples import Sample, first_year, samples
from generator.formats.addresses import page_path, public_address
from generator.formats.artifacts import Artifact
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates, Text
from generator.formats.yearplan import Mark, Row, year_plan
from generator.model.definition import Asked, Definition, LocalText
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.products import Product, Promise
from generator.model.tasks import Rule, Task
from generator.site.editions import Edition, editions
from generator.site.pages.calculator import calculator, data_block
from generator.site.pages.citations import Citations
from generator.site.pages.entry import EntryViews, Naming, named_by
from generator.site.pages.promise import urgent_first
from generator.site.pages.structured import structured
from generator.site.pages.views import CHANNELS, COUNTED, LINES, TAGS
from generator.site.ways.calendars import product_calendars, season_calendars
from generator.site.ways.changes import changed_pages
from generator.site.ways.lists import az_groups, tag_groups
from generator.site.ways.month import this_month
from generator.site.ways.navigation import navigation, trail
from generator.site.ways.search import search_words
from generator.site.ways.share import share_pictures, shared_as
from generator.site.ways.signposts import former_pages
from generator.site.ways.stickers import address_code, sticker_sheets
from generator.telling.amounts import interval_words, minutes_words
from generator.telling.days import short_day
from generator.telling.rules import ADJUST_WORDS, anchor_words, rule_words, tolerance_words

DOCS = "docs"


# What is generated below docs/<language>/; docs/staff/ is generated as a whole.
GENERATED = (
    "index.md", "glossary.md", *dict.fromkeys(kind.folder.partition("/")[0] for kind in KINDS.values()),
    "pictures", "calendars", "assets", "index-a-z.md", "this-month.md", "tags.md", "feed.json",
)  # fmt: skip


_EXAMPLE = date(2026, 3, 15)


def render_pages(definitions: Definitions, templates: Templates, as_of: date) -> list[Artifact]:
    """Every generated page, picture, public calendar and navigation file of every site. Paths are relative to the root.

    Of ``as_of`` only the month matters, and only to the public calendars and the page of the month.
    """
    artifacts: list[Artifact] = []
    naming = named_by(definitions)
    cards = list(share_pictures(definitions, templates))
    for edition in editions(definitions.company):
        artifacts += _Pages(definitions, templates, edition, naming, as_of).render()
        if not edition.staff:
            artifacts += [Artifact(f"{DOCS}/{edition.name}/{card.path}", card.content) for card in cards]
    return artifacts


def render_chooser(definitions: Definitions, templates: Templates) -> list[Artifact]:
    """The two pages above the languages: the site's root and what answers a wrong address. Paths below the site."""
    company = definitions.company
    view = {"company": company, "default": company.locales[0], "locales": company.locales}
    return [
        Artifact.text("index.html", templates.html("site/index.html.j2", **view)),
        Artifact.text("404.html", templates.html("site/404.html.j2", **view)),
    ]


class _Pages(EntryViews):
    """The pages of one edition."""

    def __init__(
        self, definitions: Definitions, templates: Templates, edition: Edition, naming: Naming, as_of: date
    ) -> None:
        super().__init__(definitions, templates, edition, naming)
        self.templates = templates
        self.as_of = as_of
        self.codes = QrCodes()
        self.calendars = (
            []
            if edition.staff
            else [
                *product_calendars(definitions, templates, edition.language, as_of),
                *season_calendars(definitions, templates, edition.language, as_of),
            ]
        )
        self.tasks = {id_: task for id_, task in definitions.tasks.items() if edition.shows(task)}
        self.samples: dict[str, list[Sample]] = {id_: samples(definitions, task) for id_, task in self.tasks.items()}

    def render(self) -> Iterator[Artifact]:
        lines = list(LINES)
        products = sorted(self.definitions.products.values(), key=lambda p: (lines.index(p.line), p.id))
        tasks = sorted(self.tasks.values(), key=lambda t: (self.line(t), t.id))
        promises = list(self.definitions.promises.values())
        self.shown: dict[str, Sequence[Definition]] = {
            "product": products, "task": tasks, "promise": promises, **self.entries,
        }  # fmt: skip
        yield self._home(products, tasks, promises)
        yield from self._product_pages(products)
        yield from self._task_pages(tasks)
        yield from self._promise_pages(promises)
        yield from self._entry_pages()
        yield from self._ways_in()
        yield from former_pages(self.definitions, self.templates, self.edition, self.shown)
        for name, content in self.definitions.pictures.items():
            yield Artifact(f"{DOCS}/{self.edition.name}/pictures/{name}", content)
        for calendar in self.calendars:
            yield Artifact(f"{DOCS}/{self.edition.name}/{calendar.path}", calendar.content)
        yield search_words(self.definitions, self.templates, self.edition)
        if not self.edition.staff:
            yield changed_pages(self.definitions, self.templates, self.edition, self.shown)
        yield navigation(self.definitions, self.edition, self.words, self.shown)

    # ------------------------------------------------------------------------------------------------ pages, kind by kind

    def _home(self, products: Sequence[Product], tasks: Sequence[Task], promises: Sequence[Promise]) -> Artifact:
        at = "index.md"
        return self._page(
            at,
            "staffhome" if self.edition.staff else "home",
            products=[self.card(product, at) for product in products],
            promises=[self.promise_card(promise, at) for promise in urgent_first(promises)],
            tasks=[self.task_row(task, at) for task in tasks],
            faults=[self.entry_card("fault", fault, at) for fault in self.entries["fault"] if fault.urgency == "now"],
            seasons=[self.entry_card("season", season, at) for season in self.entries["season"]],
            kinds=self.kinds(at),
            links=self.hubs(at),
        )

    def _product_pages(self, products: Sequence[Product]) -> Iterator[Artifact]:
        at = "products/index.md"
        view = lambda product: self.card(product, at)  # noqa: E731
        groups = list(self.by_line(products, lambda p: list(LINES).index(p.line), view))
        yield self._page(at, "products", groups=groups)
        for product in products:
            at = f"products/{product.id}.md"
            yield self._page(
                at, "product", ("product", product.id), product=lambda p=product, at=at: self._product(p, at)
            )

    def _task_pages(self, tasks: Sequence[Task]) -> Iterator[Artifact]:
        at = "maintenance/index.md"
        view = lambda task: self.task_row(task, at)  # noqa: E731
        yield self._page(at, "tasks", groups=list(self.by_line(tasks, self.line, view)))
        for task in tasks:
            at = f"maintenance/{task.id}.md"
            yield self._page(at, "task", ("task", task.id), task=lambda t=task, at=at: self._task(t, at))

    def _promise_pages(self, promises: Sequence[Promise]) -> Iterator[Artifact]:
        at = "services/promises/index.md"
        entries = [self.promise_card(promise, at) for promise in promises]
        title = Text(self.words["promises_index"])
        yield self._page(
            at, "promises", groups=[{"title": title, "icon": "material-handshake-outline", "entries": entries}]
        )
        for promise in promises:
            at = f"services/promises/{promise.id}.md"
            yield self._page(
                at, "promise", ("promise", promise.id), promise=lambda p=promise, at=at: self._promise(p, at)
            )

    def _entry_pages(self) -> Iterator[Artifact]:
        for kind, entries in self.entries.items():
            if not entries:
                continue
            at = KINDS[kind].list_page
            yield self._page(at, "entries", kind=kind, groups=self.groups(kind, at))
            for entry in entries:
                at = KINDS[kind].page(entry.id)
                yield self._page(
                    at, kind, (kind, entry.id), kind=kind, e=lambda k=kind, e=entry, at=at: self.entry(k, e, at)
                )
        hub = "services/index.md"
        yield self._page(hub, "services", kinds=self.kinds(hub))
        yield self._page("glossary.md", "glossary", groups=self.terms("glossary.md"))
        if self.edition.staff:
            yield self._page("handbook.md", "handbook", **self.coverage("handbook.md"))

    def _ways_in(self) -> Iterator[Artifact]:
        yield self._page("index-a-z.md", "az", groups=az_groups(self, self.shown), links=self.hubs("index-a-z.md"))
        if self.has_tags:
            yield self._page(TAGS, "tags", groups=list(tag_groups(self, self.shown)), links=self.hubs(TAGS))
        yield self._page("this-month.md", "thismonth", now=lambda: this_month(self, self.as_of))
        if self.edition.staff:
            yield self._page("stickers.md", "stickers", sheets=sticker_sheets(self, self.codes))

    # ---------------------------------------------------------------------------------------------------- the frame

    def _page(self, path: str, template: str, defined: tuple[str, str] | None = None, **view: Any) -> Artifact:
        """One page. A view that is called is so before the page's sources are listed, which it may cite."""
        self.citations = Citations()
        shown = {name: part() if callable(part) else part for name, part in view.items()}
        company = self.definitions.company
        source_file = self.definitions.places[defined].file if defined is not None else ""
        address = path.removesuffix("index.md").removesuffix(".md")
        address = address if not address or address.endswith("/") else f"{address}/"
        text = self.templates.markdown(
            f"pages/{template}.md.j2",
            lang=self.language,
            w=self.words,
            staff=self.edition.staff,
            company={
                "name": self.text(company.name),
                "tagline": self.text(company.tagline),
                "hotline": Text(company.hotline),
                "hotline_hours": self.text(company.hours),
                "email": Text(company.email),
            },
            root=relpath(".", path.rpartition("/")[0] or ".") + "/",
            source_file=source_file,
            edit_url=f"{company.edit_url.rstrip('/')}/{source_file}" if company.edit_url and source_file else "",
            alternate=address,
            sources=self.sources(),
            grades=self.grades(),
            asked_here=self.of(self.definitions.search.pages.get(address, Asked()), path),
            labels=self.labels(*defined) if defined is not None else (),
            **self._addressed(defined),
            **shown,
        )
        return Artifact.text(f"{DOCS}/{self.edition.name}/{path}", text)

    def _addressed(self, defined: tuple[str, str] | None) -> dict[str, Any]:
        """What the page of a definition tells of its public address: to machines, and on paper. Nothing of an internal one."""
        thing = self.definitions.linked(defined[0])[defined[1]] if defined is not None else None
        if defined is None or thing is None or thing.audience == "internal":
            return {"structured": "", "share": None, "printed": None}
        company, (kind, id_) = self.definitions.company, defined
        address = public_address(company, page_path(kind, id_), self.language)
        above = trail(KINDS[kind], self.edition, self.words, self.shown)
        path = [(name, public_address(company, to, self.language)) for name, to in above]
        data = structured(thing, self.language, [*path, (thing.name.of(self.language), address)], self.words)
        printed = address_code(self.codes, address)
        if self.edition.staff:
            return {"structured": "", "share": None, "printed": printed}
        product = shared_as(self.definitions, thing)
        share = {"product": product.id, "alt": self.picture_alt(product)} if product is not None else None
        return {"structured": data, "share": share, "printed": printed}

    # ----------------------------------------------------------------------------------------------------- whole pages

    def _product(self, product: Product, at: str) -> dict[str, Any]:
        return {
            **self.card(product, at),
            "about": self.all(product.about),
            "care_do": self.all(product.care.do),
            "care_dont": self.all(product.care.dont),
            "tasks": [self.task_row(task, at) for task in self.tasks.values() if product.id in task.products],
            "calendars": [
                {"label": Text(self.words["month"].format(month=c.month)), "url": self.path(c.path, at)}
                for c in self.calendars
                if c.month is not None and c.subject == product.id
            ],
            "season_calendars": [
                {"label": self.text(self.definitions.company.regions[c.subject].name), "url": self.path(c.path, at)}
                for c in self.calendars
                if c.month is None
            ],
            "promises": [self.promise_card(promise, at) for promise in self.definitions.promises_of(product.id)],
            "faults": self.for_product("fault", product, at),
            "guides": [*self.for_product("guide", product, at), *self.for_product("component", product, at)],
            "asked": self.of(product.asked, at),
            "related": self.more_of(product, "product", at),
            "page": self.about(product, at),
            "plan": self._plan(product),
            "calculator": None if self.edition.staff else self._calculator(product, at),
            "warranty": [
                {
                    "name": self.text(warranty.name),
                    "period": Text(interval_words(warranty.period, self.language)),
                    "starts": Text(self._starts(warranty.anchor)),
                    "covers": self.text(warranty.covers),
                    "grade": warranty.grade,
                    "cites": self.citations.cite(warranty.grade, warranty.source),
                    "end_example": Text(self._warranty_example(warranty.anchor, add(_EXAMPLE, warranty.period))),
                }
                for warranty in product.warranty
            ],
        }

    def _plan(self, product: Product) -> dict[str, Any]:
        """The first year after the acceptance as a picture, with its caption; empty where nothing falls due in it."""
        planned = first_year(self.definitions, product.id, _EXAMPLE)
        title = self.words["plan_title"].format(product=product.name.of(self.language))
        rows = [
            Row(
                task.name.of(self.language),
                tuple(Mark(day, "planned") for day in days),
                short_day(days[0], self.language),
            )
            for task, days in planned
        ]
        svg = (
            year_plan(rows, _EXAMPLE, self.language, title=title, kinds={"planned": self.words["plan_due"]})
            if rows
            else ""
        )
        return {"svg": svg, "caption": Text(self.words["plan_caption"].format(day=_EXAMPLE))}

    def _calculator(self, product: Product, at: str) -> dict[str, Any] | None:
        """The form that asks for a reader's dates, and the rules for its script."""
        guides = f"{relpath('maintenance', at.removesuffix('.md'))}/"  # the page has a folder of its own
        found = calculator(self.definitions, product, self.language, self.words, guides)
        if found is None:
            return None
        fields = [
            {
                **field,
                "label": Text(field["label"]),
                "options": [{**option, "name": Text(option["name"])} for option in field["options"]],
            }
            for field in found["fields"]
        ]
        return {"data": data_block(found["data"]), "fields": fields}

    def _starts(self, anchor: str) -> str:
        name = anchor_words(anchor, self.language)
        return f"自{name}合格之日起" if self.language == "zh" else f"from the day of {name}"

    def _warranty_example(self, anchor: str, end: date | None) -> str:
        name = anchor_words(anchor, self.language)
        if self.language == "zh":
            return f"例如 {_EXAMPLE} {name}，保修到 {end}，当天仍在保修期内。"
        return f"For example, with {name} on {_EXAMPLE} the warranty runs to {end}, that day included."

    def _task(self, task: Task, at: str) -> dict[str, Any]:
        zh = self.language == "zh"
        duration = minutes_words(task.work.duration.fixed, self.language)
        products = self.products_of(task)
        if task.work.duration.per_unit:
            each = minutes_words(task.work.duration.per_unit, self.language)
            unit = products[0].unit.of(self.language) if products else ""
            duration = f"{duration}，另加每{unit} {each}" if zh else f"{duration}, and {each} per {unit}"
        skills = [self.definitions.company.skills[s].of(self.language) for s in task.work.skills]
        promises = {p.id: p for product in products for p in self.definitions.promises_of(product.id)}
        return {
            "id": task.id,
            "name": self.text(task.name),
            "summary": self.text(task.summary),
            "products": self.pills(task, at),
            "promises": [self.promise_card(promise, at) for promise in promises.values()],
            "rules": [
                self._rule(task, rule, index) for index, rule in enumerate(task.schedule) if rule in task.current_rules
            ],
            "duration": Text(duration),
            "people": Text(f"{task.work.people} 人" if zh else str(task.work.people)),
            "skills": Text(("、" if zh else ", ").join(skills)),
            "channel": self.text(CHANNELS[task.channel]),
            "prepare": self.all(task.prepare),
            "steps": self.all(task.steps),
            "passes": self.all(task.passes),
            "tools": [self.text(tool) for tool in task.tools],
            "materials": [
                {
                    "item": self.text(material.item),
                    "quantity": Text(self._quantity(material.quantity, material.unit, material.per, products)),
                    "grade": material.grade,
                    "cites": self.citations.cite(material.grade, material.source),
                }
                for material in task.materials
            ],
            "safety": self.all(task.safety),
            "what_if": self.all(task.what_if),
            "form": self.linked(task.form, at) if task.form else None,
            "asked": self.of(task.asked, at),
            "related": self.more_of(task, "task", at),
            "page": self.about(task, at),
        }

    def _quantity(self, quantity: float, unit: LocalText, per: str, products: Sequence[Product]) -> str:
        amount = f"{quantity:g} {unit.of(self.language)}"
        if per == "visit":
            return f"每次 {amount}" if self.language == "zh" else f"{amount} per visit"
        each = products[0].unit.of(self.language) if products else ""
        return f"每{each} {amount}" if self.language == "zh" else f"{amount} per {each}"

    def _rule(self, task: Task, rule: Rule, index: int) -> dict[str, Any]:
        w = self.words
        rows = [(w["rule_window"], tolerance_words(rule, self.language))]
        rows.append((w["rule_adjust"], ADJUST_WORDS[rule.adjust].of(self.language)))
        if rule.effective_from is not None:
            rows.append((w["rule_since"], str(rule.effective_from)))
        sample = next((s for s in self.samples[task.id] if s.rule == index), None)
        return {
            "title": Text(w.get(f"rule_{rule.name}", "")) if len(task.current_rules) > 1 else "",
            "words": Text(rule_words(rule, self.definitions, self.language)),
            "rows": [{"label": Text(label), "value": Text(value)} for label, value in rows],
            "grade": rule.grade,
            "cites": self.citations.cite(rule.grade, rule.source),
            "examples": self._examples(sample),
        }

    def _examples(self, sample: Sample | None) -> dict[str, Any]:
        if sample is None:
            return {"caption": "", "columns": [], "rows": []}
        zh = self.language == "zh"
        name = anchor_words(sample.anchor_name, self.language)
        caption = f"例如：{name}日期为 {sample.anchor}" if zh else f"For example, with {name} on {sample.anchor}"
        w = self.words
        columns = [w["example_case"]] if sample.by_case else [w["example_number"]]
        columns += [w["example_nominal"], w["example_day"], w["example_window"]]
        rows = []
        for label, due in sample.rows:
            first = label.of(self.language) if label is not None else str(due.cycle)
            provisional = self.definitions.workdays.status(due.day.year) != "official" and due.terms.adjust != "none"
            mark = w["provisional"] if provisional else ""
            rows.append([first, str(due.nominal), f"{due.day}{mark}", f"{due.window.start} – {due.window.last}"])
        return {"caption": Text(caption), "columns": columns, "rows": [[Text(cell) for cell in row] for row in rows]}

    def _promise(self, promise: Promise, at: str) -> dict[str, Any]:
        response = promise.response
        tasks = {
            task.id: task for p in promise.products for task in self.definitions.tasks_of(p) if task.id in self.tasks
        }
        return {
            **self.promise_card(promise, at),
            "id": promise.id,
            "starts": self.text(response.from_),
            "action": self.text(response.action),
            "counted": self.text(COUNTED[response.within.unit]),
            "grade": response.grade,
            "cites": self.citations.cite(response.grade, response.source),
            "meanwhile": self.all(promise.meanwhile),
            "covers": self.all(promise.covers),
            "excludes": self.all(promise.excludes),
            "products": self.pills(promise, at),
            "tasks": [self.task_row(task, at) for task in tasks.values()],
            "asked": self.of(promise.asked, at),
            "related": self.more_of(promise, "promise", at),
            "page": self.about(promise, at),
        }
