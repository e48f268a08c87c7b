"""What pages show in small: texts, statements with their sources, links and cards, as one edition shows them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from posixpath import relpath
from typing import Any

from generator.formats.templating import Templates, Text
from generator.model.definition import Asked, Definition, Grade, LocalText, Statement
from generator.model.definitions import Definitions
from generator.model.handbook import Entry
from generator.model.kinds import KINDS
from generator.model.links import Link
from generator.model.products import Product, Promise
from generator.model.sources import Work
from generator.model.tasks import INTERVAL, Task, intervals_of
from generator.site.editions import Edition
from generator.site.pages.citations import Citations
from generator.telling.amounts import interval_words, limit_words, minutes_words
from generator.telling.rules import rule_brief, tolerance_words

TAGS = "tags.md"  # the page that lists the tags


LINES: dict[str, LocalText] = {
    "window": LocalText(zh="门窗", en="Windows"),
    "sealant": LocalText(zh="密封胶", en="Sealants"),
    "facade": LocalText(zh="幕墙", en="Curtain walls"),
    "stone": LocalText(zh="石材", en="Stone"),
    "led": LocalText(zh="显示屏", en="LED displays"),
}


CHANNELS: dict[str, LocalText] = {
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


GRADES: dict[Grade, LocalText] = {
    "P": LocalText(zh="本公司的承诺", en="our own promise"),
    "A": LocalText(zh="官方文本", en="official text"),
    "B": LocalText(zh="标准或法规，据转载文本", en="standard or regulation, seen in a reprint"),
    "C": LocalText(zh="厂家或行业资料", en="maker or trade guidance"),
    "G": LocalText(zh="一般常识，未找到公开出处", en="general knowledge, no published source found"),
}


COUNTED: dict[str, LocalText] = {
    "hours": LocalText(zh="按钟点连续计算，夜间和节假日都算", en="clock hours, nights and holidays included"),
    "days": LocalText(zh="按自然日计算，当天不算", en="calendar days, the first day not counted"),
    "working_days": LocalText(
        zh="按工作日计算，当天不算，含调休上班日", en="working days, the first day not counted, make-up days included"
    ),
}  # fmt: skip


class Views:
    """The small views of one edition. ``at`` is the path of the page on which they stand, below the edition's folder."""

    def __init__(self, definitions: Definitions, templates: Templates, edition: Edition) -> None:
        self.definitions = definitions
        self.edition = edition
        self.language = edition.language
        self.words = templates.words[edition.language]
        self.citations = Citations()

    # ------------------------------------------------------------------------------------------------- texts and sources

    def text(self, text: LocalText) -> Text:
        """A text in the page's language."""
        return Text(text.of(self.language))

    def say(self, statement: Statement) -> dict[str, Any]:
        """A statement with its grade and the numbers of its sources; its interval is the one of its task's rule."""
        text = self.text(statement)
        if INTERVAL in text and statement.task is not None:
            (interval,) = intervals_of(self.definitions.tasks[statement.task.id])
            text = Text(text.replace(INTERVAL, interval_words(interval, self.language)))
        return {
            "text": text,
            "grade": statement.grade or "",
            "cites": self.citations.cite(statement.grade, statement.source),
        }

    def all(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        """Several statements."""
        return [self.say(statement) for statement in statements]

    def sources(self) -> list[dict[str, Any]]:
        """The sources that were cited since the page began, by number."""
        return [self._source(id_, n) for id_, n in self.citations.numbers.items()]

    def grades(self) -> list[dict[str, Any]]:
        """What the grades that were used mean."""
        used = self.citations.grades
        return [{"letter": grade, "meaning": self.text(words)} for grade, words in GRADES.items() if grade in used]

    def _source(self, id_: str, n: int) -> dict[str, Any]:
        work: Work | None = self.definitions.works.get(id_)
        if work is None:
            says = self.text(self.definitions.handbook[id_].says)
            kind = self.text(_KINDS["handbook"])
            return {"n": n, "title": says, "kind_words": kind, "url": "", "note": Text(id_)}
        return {
            "n": n,
            "title": self.text(work.title),
            "kind_words": self.text(_KINDS[work.kind]),
            "url": work.url or "",
            "note": self.text(work.note) if work.note else "",
        }

    # ------------------------------------------------------------------------------------------------- what is linked to

    @staticmethod
    def path(to: str, at: str) -> str:
        """The way from one page to another."""
        return relpath(to, at.rpartition("/")[0] or ".")

    def linked(self, link: Link, at: str) -> dict[str, Any] | None:
        """A link with its name; None where this edition does not show it. A role is named where it is not shown."""
        target = self.definitions.follow(link)
        shown = self.edition.shows(target)
        if not shown and link.kind != "role":
            return None
        return {
            "kind": link.kind,
            "name": self.text(target.name),
            "summary": self.text(target.summary),
            "url": self.path(KINDS[link.kind].page(link.id), at) if shown else "",
            "icon": self.product_icon(target) if isinstance(target, Product) else KINDS[link.kind].icon,
        }

    def links(self, links: Iterable[Link], at: str) -> list[dict[str, Any]]:
        """Those of ``links`` that this edition shows, each once."""
        return [view for view in (self.linked(link, at) for link in dict.fromkeys(links)) if view is not None]

    def of(self, value: Any, at: str) -> Any:
        """The view of any part of an entry: texts as texts, statements with sources, links as links, the rest in parts."""
        match value:
            case Statement():
                return self.say(value)
            case LocalText():
                return self.text(value)
            case Asked():
                return [Text(words) for words in (value.zh if self.language == "zh" else value.en)]
            case Link():
                return self.linked(value, at)
            case tuple():
                return [view for view in (self.of(part, at) for part in value) if view is not None]
            case date():
                return str(value)
            case bool() | None:
                return value
            case int():  # the one whole number that an entry holds is a unit's time
                return Text(minutes_words(value, self.language))
            case str():
                return Text(value)
        return {f.name.rstrip("_"): self.of(getattr(value, f.name), at) for f in dataclasses.fields(value)}

    def picture(self, file: str, at: str) -> dict[str, Any]:
        """A picture with its words."""
        shown = self.definitions.shown[file]
        return {
            "url": self.path(f"pictures/{file}", at),
            "alt": self.text(shown.alt),
            "caption": self.text(shown.caption) if shown.caption else "",
        }

    # --------------------------------------------------------------------------------------------------- cards and rows

    @staticmethod
    def product_icon(product: Product) -> str:
        """The icon as a short code."""
        return product.icon.replace("/", "-")

    def products_of(self, thing: Definition) -> list[Product]:
        """The products that a definition concerns."""
        return [self.definitions.products[id_] for id_ in thing.concerns if id_ in self.definitions.products]

    def line(self, thing: Definition) -> int:
        """Where the definition's first product line stands among the lines."""
        lines = list(LINES)
        return min((lines.index(product.line) for product in self.products_of(thing)), default=len(lines))

    def picture_alt(self, product: Product) -> Text:
        """What a product's picture shows; the product, where nothing says more."""
        shown = self.definitions.shown.get(product.picture or "")
        return self.text(shown.alt if shown is not None else product.name)

    def card(self, product: Product, at: str) -> dict[str, Any]:
        """A product as a card."""
        return {
            "id": product.id,
            "name": self.text(product.name),
            "url": self.path(f"products/{product.id}.md", at),
            "summary": self.text(product.summary),
            "picture": self.path(f"pictures/{product.picture}", at) if product.picture else "",
            "picture_alt": self.picture_alt(product),
            "icon": self.product_icon(product),
            "codes": [Text(code) for code in product.codes],
        }

    def promise_card(self, promise: Promise, at: str) -> dict[str, Any]:
        """A promise as a card."""
        return {
            "name": self.text(promise.name),
            "url": self.path(f"services/promises/{promise.id}.md", at),
            "summary": self.text(promise.summary),
            "limit": Text(limit_words(promise.response.within, self.language)),
            "icon": "material-phone-alert",
        }

    def entry_card(self, kind: str, entry: Entry, at: str) -> dict[str, Any]:
        """An entry as a row of a list."""
        return {
            "kind": kind,
            "name": self.text(entry.name),
            "url": self.path(KINDS[kind].page(entry.id), at),
            "summary": self.text(entry.summary),
            "icon": KINDS[kind].icon,
            "urgency": getattr(entry, "urgency", ""),
            "audience": entry.audience,
        }

    def task_row(self, task: Task, at: str) -> dict[str, Any]:
        """A task as a row of a list, with when it falls due."""
        products = self.products_of(task)
        joiner = "；" if self.language == "zh" else "; "
        rules = task.current_rules
        return {
            "name": self.text(task.name),
            "url": self.path(f"maintenance/{task.id}.md", at),
            "summary": self.text(task.summary),
            "when": Text(joiner.join(rule_brief(rule, self.definitions, self.language) for rule in rules)),
            "window": Text(joiner.join(dict.fromkeys(tolerance_words(rule, self.language) for rule in rules))),
            "channel": self.text(CHANNELS[task.channel]),
            "icon": self.product_icon(products[0]) if products else "material-wrench-outline",
            "product_names": Text(("、" if self.language == "zh" else ", ").join(self.text(p.name) for p in products)),
        }

    def pills(self, thing: Definition, at: str) -> list[dict[str, Any]]:
        """The products that a definition concerns, as links."""
        return [
            {"name": self.text(p.name), "url": self.path(f"products/{p.id}.md", at), "icon": self.product_icon(p)}
            for p in self.products_of(thing)
        ]

    def about(self, thing: Definition, at: str) -> dict[str, Any]:
        """What a page tells of itself: who answers for it, when it was last reviewed, its subjects."""
        return {
            "owner": self.linked(thing.owner, at) if thing.owner else None,
            "reviewed": str(thing.reviewed or ""),
            "tags": [
                {"name": self.text(self.definitions.tags[id_].name), "url": f"{self.path(TAGS, at)}#tag-{id_}"}
                for id_ in thing.tags
            ],
        }

    def labels(self, kind: str, id_: str) -> list[str]:
        """What the search shows beside a page's title: its kind, and the product lines that it is about, if not all."""
        thing = self.definitions.linked(kind)[id_]
        products = self.products_of(thing)
        lines = [line for line in LINES if line in {product.line for product in products}]
        known = {product.line for product in self.definitions.products.values()}
        told = [LINES[line].of(self.language) for line in lines] if len(lines) < max(2, len(known)) else []
        return [self.words[KINDS[kind].label], *told]

    def by_line(self, things: Sequence[Any], line_of: Any, view: Any) -> Iterator[dict[str, Any]]:
        """``things`` as views in groups by product line, those of no line last."""
        icons: dict[int, str] = {
            list(LINES).index(product.line): self.product_icon(product)
            for product in self.definitions.products.values()
        }
        titles = [*(self.text(title) for title in LINES.values()), Text(self.words["line_any"])]
        for number, title in enumerate(titles):
            members = [view(thing) for thing in things if line_of(thing) == number]
            if members:
                yield {"title": title, "icon": icons.get(number, "material-home-heart"), "entries": members}
