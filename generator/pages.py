"""The catalogue to Markdown pages and navigation, for each language. What pages show is prepared here, laid out there.

Only definitions are used, never schedules: a page can hold nothing of any customer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from posixpath import relpath
from typing import Any

from generator.artifacts import Artifact
from generator.catalogue import Catalogue
from generator.intervals import add
from generator.model import Grade, LocalText, Product, Promise, Rule, Statement, Task, Work
from generator.problems import Language
from generator.publiccalendars import product_calendars, season_calendars
from generator.samples import Sample, samples
from generator.templating import Templates, Text
from generator.wording import (
    ADJUST_WORDS,
    anchor_words,
    interval_words,
    limit_words,
    minutes_words,
    rule_brief,
    rule_words,
    tolerance_words,
)

DOCS = "docs"
GENERATED = ("index.md", "products", "maintenance", "services", "pictures", "calendars")

_LINES: dict[str, LocalText] = {
    "window": LocalText(zh="门窗", en="Windows"),
    "sealant": LocalText(zh="密封胶", en="Sealants"),
    "facade": LocalText(zh="幕墙", en="Curtain walls"),
    "stone": LocalText(zh="石材", en="Stone"),
    "led": LocalText(zh="显示屏", en="LED displays"),
}
_CHANNELS: dict[str, LocalText] = {
    "onsite": LocalText(zh="上门", en="on site"),
    "phone": LocalText(zh="电话", en="by phone"),
    "notice": LocalText(zh="通知", en="by message"),
    "customer": LocalText(zh="由您完成", en="done by you"),
}
_KINDS: dict[str, LocalText] = {
    "regulation": LocalText(zh="法规", en="regulation"),
    "standard": LocalText(zh="标准", en="standard"),
    "institute": LocalText(zh="机构文件", en="institute"),
    "maker": LocalText(zh="厂家资料", en="maker"),
    "trade": LocalText(zh="行业资料", en="trade"),
    "handbook": LocalText(zh="本公司服务手册", en="our service handbook"),
}
_GRADES: dict[Grade, LocalText] = {
    "P": LocalText(zh="本公司的承诺", en="our own promise"),
    "A": LocalText(zh="官方文本", en="official text"),
    "B": LocalText(zh="标准或法规，据转载文本", en="standard or regulation, seen in a reprint"),
    "C": LocalText(zh="厂家或行业资料", en="maker or trade guidance"),
    "G": LocalText(zh="一般常识，未找到公开出处", en="general knowledge, no published source found"),
}
_COUNTED: dict[str, LocalText] = {
    "hours": LocalText(zh="按钟点连续计算，夜间和节假日都算", en="clock hours, nights and holidays included"),
    "days": LocalText(zh="按自然日计算，当天不算", en="calendar days, the first day not counted"),
    "working_days": LocalText(zh="按工作日计算，当天不算，含调休上班日", en="working days, the first day not counted, make-up days included"),
}  # fmt: skip


def render_pages(catalogue: Catalogue, templates: Templates, as_of: date) -> list[Artifact]:
    """Every generated page, picture, public calendar and navigation file. Paths are relative to the root.

    Of ``as_of`` only the month matters, and only to the public calendars.
    """
    artifacts: list[Artifact] = []
    for language in catalogue.company.locales:
        artifacts += _Pages(catalogue, templates, language, as_of).render()
    return artifacts


def render_chooser(catalogue: Catalogue, templates: Templates) -> list[Artifact]:
    """The two pages above the languages: the site's root and what answers a wrong address. Paths below the site."""
    company = catalogue.company
    view = {"company": company, "default": company.locales[0], "locales": company.locales}
    return [
        Artifact.text("index.html", templates.html("site/index.html.j2", **view)),
        Artifact.text("404.html", templates.html("site/404.html.j2", **view)),
    ]


class _Citations:
    """The sources that one page cites, numbered in the order of their first mention."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.grades: set[Grade] = set()

    def cite(self, grade: Grade | None, sources: Sequence[str]) -> list[int]:
        if grade is not None:
            self.grades.add(grade)
        return [self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources]


class _Pages:
    """The pages of one language."""

    def __init__(self, catalogue: Catalogue, templates: Templates, language: Language, as_of: date) -> None:
        self.calendars = [
            *product_calendars(catalogue, templates, language, as_of),
            *season_calendars(catalogue, templates, language, as_of),
        ]
        self.catalogue = catalogue
        self.templates = templates
        self.language = language
        self.words = templates.words[language]
        self.tasks = {id_: task for id_, task in catalogue.tasks.items() if task.scope != "company"}
        self.samples: dict[str, list[Sample]] = {id_: samples(catalogue, task) for id_, task in self.tasks.items()}
        self.citations = _Citations()

    def render(self) -> Iterator[Artifact]:
        lines = list(_LINES)
        products = sorted(self.catalogue.products.values(), key=lambda p: (lines.index(p.line), p.id))
        tasks = sorted(self.tasks.values(), key=lambda t: (self._line(t), t.id))
        promises = list(self.catalogue.promises.values())

        def page(path: str, template: str, **view: Any) -> Artifact:
            return self._page(path, template, **view)

        at = "index.md"
        yield page(
            at,
            "home",
            products=[self._card(product, at) for product in products],
            promises=[self._promise_card(promise, at) for promise in _urgent_first(promises)],
            tasks=[self._task_row(task, at) for task in tasks],
        )
        at = "products/index.md"
        yield page(at, "products", groups=list(self._groups(products, at, self._card)))
        for product in products:
            self.citations = _Citations()
            at = f"products/{product.id}.md"
            file = self.catalogue.places["product", product.id].file
            yield page(at, "product", product=self._product(product, at), source_file=file)
        self.citations = _Citations()
        at = "maintenance/index.md"
        yield page(at, "tasks", groups=list(self._task_groups(tasks, at)))
        for task in tasks:
            self.citations = _Citations()
            at = f"maintenance/{task.id}.md"
            yield page(at, "task", task=self._task(task, at), source_file=self.catalogue.places["task", task.id].file)
        self.citations = _Citations()
        at = "services/promises/index.md"
        title = Text(self.words["promises_index"])
        entries = [self._promise_card(promise, at) for promise in promises]
        yield page(at, "promises", groups=[{"title": title, "icon": "material-handshake-outline", "entries": entries}])
        for promise in promises:
            self.citations = _Citations()
            at = f"services/promises/{promise.id}.md"
            file = self.catalogue.places["promise", promise.id].file
            yield page(at, "promise", promise=self._promise(promise, at), source_file=file)
        for name, content in self.catalogue.pictures.items():
            yield Artifact(f"{DOCS}/{self.language}/pictures/{name}", content)
        for calendar in self.calendars:
            yield Artifact(f"{DOCS}/{self.language}/{calendar.path}", calendar.content)
        yield self._navigation(products, tasks, promises)

    # ---------------------------------------------------------------------------------------------------- the frame

    def _page(self, path: str, template: str, *, source_file: str = "", **view: Any) -> Artifact:
        company = self.catalogue.company
        address = path.removesuffix("index.md").removesuffix(".md")
        address = address if not address or address.endswith("/") else f"{address}/"
        text = self.templates.markdown(
            f"pages/{template}.md.j2",
            lang=self.language,
            w=self.words,
            company={
                "name": self._t(company.name),
                "tagline": self._t(company.tagline),
                "hotline": Text(company.hotline),
                "hotline_hours": self._t(company.hours),
                "email": Text(company.email),
            },
            root=relpath(".", path.rpartition("/")[0] or ".") + "/",
            source_file=source_file,
            edit_url=f"{company.edit_url.rstrip('/')}/{source_file}" if company.edit_url and source_file else "",
            alternate=address,
            sources=[self._source(id_, n) for id_, n in self.citations.numbers.items()],
            grades=[
                {"letter": grade, "meaning": self._t(words)}
                for grade, words in _GRADES.items()
                if grade in self.citations.grades
            ],
            **view,
        )
        return Artifact.text(f"{DOCS}/{self.language}/{path}", text)

    def _navigation(self, products: Iterable[Product], tasks: Iterable[Task], promises: Iterable[Promise]) -> Artifact:
        """The part of the configuration that follows from the definitions; mkdocs.yml inherits it."""
        company, w = self.catalogue.company, self.words
        listed: list[Any] = [
            {w["home"]: "index.md"},
            {w["products_index"]: ["products/index.md", *({self._t(p.name): f"products/{p.id}.md"} for p in products)]},
            {w["tasks_index"]: ["maintenance/index.md", *({self._t(t.name): f"maintenance/{t.id}.md"} for t in tasks)]},
            {
                w["promises_index"]: [
                    "services/promises/index.md",
                    *({self._t(p.name): f"services/promises/{p.id}.md"} for p in promises),
                ]
            },
        ]
        configuration = {
            "INHERIT": "../mkdocs.base.yml",
            "site_url": f"{company.site_url.rstrip('/')}/{self.language}/",
            "nav": listed,
            "extra": {
                "company": {
                    "name": company.name.of(self.language),
                    "tagline": company.tagline.of(self.language),
                    "hotline": company.hotline,
                    "hotline_hours": company.hours.of(self.language),
                    "email": company.email,
                }
            },
        }
        text = json.dumps(configuration, ensure_ascii=False, indent=1)
        return Artifact.text(f".cache/nav.{self.language}.yml", f"# Generated; JSON is YAML.\n{text}\n")

    # ---------------------------------------------------------------------------------------------------- small views

    def _t(self, text: LocalText) -> Text:
        return Text(text.of(self.language))

    def _say(self, statement: Statement) -> dict[str, Any]:
        return {
            "text": self._t(statement),
            "grade": statement.grade or "",
            "cites": self.citations.cite(statement.grade, statement.source),
        }

    def _all(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        return [self._say(statement) for statement in statements]

    def _source(self, id_: str, n: int) -> dict[str, Any]:
        work: Work | None = self.catalogue.works.get(id_)
        if work is not None:
            note = self._t(work.note) if work.note else ""
            kind = self._t(_KINDS[work.kind])
            return {
                "n": n,
                "title": self._t(work.title),
                "kind_words": kind,
                "grade": "",
                "url": work.url or "",
                "note": note,
            }
        says = self._t(self.catalogue.handbook[id_].says)
        return {
            "n": n,
            "title": says,
            "kind_words": self._t(_KINDS["handbook"]),
            "grade": "",
            "url": "",
            "note": Text(id_),
        }

    def _link(self, to: str, at: str) -> str:
        return relpath(to, at.rpartition("/")[0] or ".")

    def _line(self, task: Task) -> int:
        lines = [self.catalogue.products[p].line for p in task.products if p in self.catalogue.products]
        return min((list(_LINES).index(line) for line in lines), default=len(_LINES))

    @staticmethod
    def _icon(product: Product) -> str:
        return product.icon.replace("/", "-")

    def _card(self, product: Product, at: str) -> dict[str, Any]:
        return {
            "id": product.id,
            "name": self._t(product.name),
            "url": self._link(f"products/{product.id}.md", at),
            "summary": self._t(product.summary),
            "picture": self._link(f"pictures/{product.picture}", at) if product.picture else "",
            "picture_alt": self._t(product.name),
            "icon": self._icon(product),
            "codes": [Text(code) for code in product.codes],
        }

    def _promise_card(self, promise: Promise, at: str) -> dict[str, Any]:
        return {
            "name": self._t(promise.name),
            "url": self._link(f"services/promises/{promise.id}.md", at),
            "summary": self._t(promise.summary),
            "limit": Text(limit_words(promise.response.within, self.language)),
            "icon": "material-phone-alert",
        }

    def _task_row(self, task: Task, at: str) -> dict[str, Any]:
        products = self._products_of(task)
        joiner = "；" if self.language == "zh" else "; "
        rules = _current(task)
        return {
            "name": self._t(task.name),
            "url": self._link(f"maintenance/{task.id}.md", at),
            "summary": self._t(task.summary),
            "when": Text(joiner.join(rule_brief(rule, self.catalogue, self.language) for rule in rules)),
            "window": Text(joiner.join(dict.fromkeys(tolerance_words(rule, self.language) for rule in rules))),
            "channel": self._t(_CHANNELS[task.channel]),
            "icon": self._icon(products[0]) if products else "material-wrench-outline",
            "product_names": Text(("、" if self.language == "zh" else ", ").join(self._t(p.name) for p in products)),
        }

    def _products_of(self, thing: Task | Promise) -> list[Product]:
        return [self.catalogue.products[id_] for id_ in thing.products if id_ in self.catalogue.products]

    def _pills(self, thing: Task | Promise, at: str) -> list[dict[str, Any]]:
        return [
            {"name": self._t(p.name), "url": self._link(f"products/{p.id}.md", at), "icon": self._icon(p)}
            for p in self._products_of(thing)
        ]

    def _groups(self, products: Sequence[Product], at: str, view: Any) -> Iterator[dict[str, Any]]:
        for line, title in _LINES.items():
            members = [product for product in products if product.line == line]
            if members:
                entries = [view(product, at) for product in members]
                yield {"title": self._t(title), "icon": self._icon(members[0]), "entries": entries}

    def _task_groups(self, tasks: Sequence[Task], at: str) -> Iterator[dict[str, Any]]:
        icons: dict[str, str] = {product.line: self._icon(product) for product in self.catalogue.products.values()}
        for number, (line, title) in enumerate(_LINES.items()):
            members = [task for task in tasks if self._line(task) == number]
            if members:
                icon = icons[line]
                yield {"title": self._t(title), "icon": icon, "entries": [self._task_row(t, at) for t in members]}

    # ----------------------------------------------------------------------------------------------------- whole pages

    def _product(self, product: Product, at: str) -> dict[str, Any]:
        return {
            **self._card(product, at),
            "about": self._all(product.about),
            "care_do": self._all(product.care.do),
            "care_dont": self._all(product.care.dont),
            "tasks": [self._task_row(task, at) for task in self.tasks.values() if product.id in task.products],
            "calendars": [
                {"label": Text(self.words["month"].format(month=c.month)), "url": self._link(c.path, at)}
                for c in self.calendars
                if c.month is not None and c.subject == product.id
            ],
            "season_calendars": [
                {"label": self._t(self.catalogue.company.regions[c.subject].name), "url": self._link(c.path, at)}
                for c in self.calendars
                if c.month is None
            ],
            "promises": [self._promise_card(promise, at) for promise in self.catalogue.promises_of(product.id)],
            "warranty": [
                {
                    "name": self._t(warranty.name),
                    "period": Text(interval_words(warranty.period, self.language)),
                    "starts": Text(self._starts(warranty.anchor)),
                    "covers": self._t(warranty.covers),
                    "grade": warranty.grade,
                    "cites": self.citations.cite(warranty.grade, warranty.source),
                    "end_example": Text(self._warranty_example(warranty.anchor, add(_EXAMPLE, warranty.period))),
                }
                for warranty in product.warranty
            ],
        }

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
        products = self._products_of(task)
        if task.work.duration.per_unit:
            each = minutes_words(task.work.duration.per_unit, self.language)
            unit = products[0].unit.of(self.language) if products else ""
            duration = f"{duration}，另加每{unit} {each}" if zh else f"{duration}, and {each} per {unit}"
        skills = [self.catalogue.company.skills[s].of(self.language) for s in task.work.skills]
        promises = {p.id: p for product in products for p in self.catalogue.promises_of(product.id)}
        return {
            "id": task.id,
            "name": self._t(task.name),
            "summary": self._t(task.summary),
            "products": self._pills(task, at),
            "promises": [self._promise_card(promise, at) for promise in promises.values()],
            "rules": [
                self._rule(task, rule, index) for index, rule in enumerate(task.schedule) if rule in _current(task)
            ],
            "duration": Text(duration),
            "people": Text(f"{task.work.people} 人" if zh else str(task.work.people)),
            "skills": Text(("、" if zh else ", ").join(skills)),
            "channel": self._t(_CHANNELS[task.channel]),
            "prepare": self._all(task.prepare),
            "steps": self._all(task.steps),
            "passes": self._all(task.passes),
            "tools": [self._t(tool) for tool in task.tools],
            "materials": [
                {
                    "item": self._t(material.item),
                    "quantity": Text(self._quantity(material.quantity, material.unit, material.per, products)),
                    "grade": material.grade,
                    "cites": self.citations.cite(material.grade, material.source),
                }
                for material in task.materials
            ],
            "safety": self._all(task.safety),
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
            "title": Text(w.get(f"rule_{rule.name}", "")) if len(_current(task)) > 1 else "",
            "words": Text(rule_words(rule, self.catalogue, self.language)),
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
            provisional = self.catalogue.workdays.status(due.day.year) != "official" and due.terms.adjust != "none"
            mark = w["provisional"] if provisional else ""
            rows.append([first, str(due.nominal), f"{due.day}{mark}", f"{due.window.start} – {due.window.last}"])
        return {"caption": Text(caption), "columns": columns, "rows": [[Text(cell) for cell in row] for row in rows]}

    def _promise(self, promise: Promise, at: str) -> dict[str, Any]:
        response = promise.response
        tasks = {
            task.id: task for p in promise.products for task in self.catalogue.tasks_of(p) if task.id in self.tasks
        }
        return {
            **self._promise_card(promise, at),
            "id": promise.id,
            "starts": self._t(response.from_),
            "action": self._t(response.action),
            "counted": self._t(_COUNTED[response.within.unit]),
            "grade": response.grade,
            "cites": self.citations.cite(response.grade, response.source),
            "meanwhile": self._all(promise.meanwhile),
            "covers": self._all(promise.covers),
            "excludes": self._all(promise.excludes),
            "products": self._pills(promise, at),
            "tasks": [self._task_row(task, at) for task in tasks.values()],
        }


_EXAMPLE = date(2026, 3, 15)


def _urgent_first(promises: Iterable[Promise]) -> list[Promise]:
    """What holds for a product that is there and may break, the shortest limit first."""
    kept = [promise for promise in promises if promise.products]
    units = list(_COUNTED)
    return sorted(kept, key=lambda p: (units.index(p.response.within.unit), p.response.within.amount, p.id))


def _current(task: Task) -> list[Rule]:
    """The last revision of each of the task's rules: what a reader is told."""
    latest: dict[str, Rule] = {}
    for rule in sorted(task.schedule, key=lambda rule: rule.effective_from or date.min):
        latest[rule.name] = rule
    return [rule for rule in task.schedule if latest[rule.name] is rule]
