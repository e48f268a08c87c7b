"""Rules across the handbook's definitions: links that lead somewhere, both languages, one word for one thing, coverage."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.definition import Audience, Definition
from generator.model.definitions import Definitions, paged
from generator.model.handbook import Season
from generator.model.kinds import HUBS, KINDS
from generator.model.links import Link
from generator.model.products import short_code
from generator.model.records import keys_of_incidents
from generator.model.services import FormField
from generator.model.walking import walk
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike, unknown
from generator.text.scalars import is_id


def links_lead_somewhere(definitions: Definitions) -> Problems:
    """A link's definition exists, and no public page leads to one that only staff may read.

    A role is named on public pages and not linked there, so it may be an internal one.
    """
    for kind, id_, definition in paged(definitions):
        file = definitions.places[kind, id_].file
        for keys, link in _links(definition):
            yield from follow(definitions, link, file, keys, definition.audience)
    for index, link in enumerate(definitions.company.newcomers):
        yield from follow(definitions, link, "definitions/company.yaml", ("newcomers", index), "internal")
    for id_, term in definitions.terms.items():
        if term.page is not None:
            place = definitions.places["term", id_]
            yield from follow(definitions, term.page, place.file, (*place.keys, "page"), term.audience)


def _links(definition: Definition) -> Iterator[tuple[Keys, Link]]:
    yield from ((keys, part) for keys, part in walk(definition) if isinstance(part, Link))


def follow(definitions: Definitions, link: Link, file: str, keys: Keys, audience: Audience) -> Problems:
    known = definitions.linked(link.kind)
    if link.id not in known:
        if (link.kind, link.id) not in definitions.broken and (link.kind, "") not in definitions.broken:
            yield unknown(link.kind, link.id, known, file, keys)
    elif audience == "public" and link.kind != "role" and known[link.id].audience == "internal":
        yield Problem(code="internal_reference", file=file, keys=keys, params={"found": str(link)})


def entries_refer_to_definitions(definitions: Definitions) -> Problems:
    """An entry's products, pictures and seasons exist, and its forms' fields have what their kind needs."""
    for kind, entries in definitions.entries.items():
        for id_, entry in entries.items():
            file = definitions.places[kind, id_].file
            for index, product in enumerate(entry.products):
                if product not in definitions.products and ("product", product) not in definitions.broken:
                    yield unknown("product", product, definitions.products, file, ("products", index))
            if entry.picture is not None and entry.picture not in definitions.pictures:
                if not {("picture", entry.picture), ("picture", "")} & definitions.broken:
                    yield unknown("picture", entry.picture, definitions.pictures, file, ("picture",))
            elif entry.picture is not None and entry.picture not in definitions.shown:
                yield Problem(code="picture_untold", file=file, keys=("picture",), params={"found": entry.picture})
            known = definitions.seasons.names
            if isinstance(entry, Season) and entry.season not in known and ("seasons", "") not in definitions.broken:
                yield unknown("season", entry.season, known, file, ("season",))
            for keys, part in walk(entry):
                if isinstance(part, FormField):
                    yield from _complete(part, file, keys)


def _complete(field: FormField, file: str, keys: Keys) -> Problems:
    needed = {"choice": "choices", "checks": "choices", "table": "columns"}.get(field.kind)
    if needed is not None and not getattr(field, needed):
        yield Problem(code="field_needs", file=file, keys=keys, params={"kind_of": field.kind, "found": needed})
    known = keys_of_incidents()
    if field.key is not None and field.key not in known:
        params = {"found": field.key, "nearest": alike(field.key, known)}
        yield Problem(code="field_key", file=file, keys=(*keys, "key"), params=params)


def tags_are_known_and_used(definitions: Definitions) -> Problems:
    """Definitions carry tags that exist, and each tag is carried by one."""
    used = set()
    for kind, id_, definition in paged(definitions):
        file = definitions.places[kind, id_].file
        for index, tag in enumerate(definition.tags):
            used.add(tag)
            if tag not in definitions.tags and not {("tag", ""), ("tag", tag)} & definitions.broken:
                yield unknown("tag", tag, definitions.tags, file, ("tags", index))
    for id_ in definitions.tags:
        place, params = definitions.places["tag", id_], {"found": id_}
        if not is_id(id_):
            yield Problem(code="bad_id", file=place.file, keys=place.keys, at_key=True, params=params)
        elif id_ not in used:
            yield Problem(
                code="tag_unused", file=place.file, keys=place.keys, at_key=True, params=params, level="warning"
            )


def searched_pages_exist(definitions: Definitions) -> Problems:
    """The search's words for pages that no definition makes are for lists and hubs that there are; its links lead on."""
    file = "definitions/search.yaml"
    known = {f"{folder}/" for folder in (*(kind.folder for kind in KINDS.values()), *HUBS)}
    for address in definitions.search.pages:
        if address not in known:
            yield unknown("page", address, known, file, ("pages", address), at_key=True)
    for keys, part in walk(definitions.search):
        if isinstance(part, Link):
            yield from follow(definitions, part, file, keys, "internal")


def former_ids_are_free(definitions: Definitions) -> Problems:
    """An address that something had before is nothing else's of its kind, now or before."""
    taken = {(kind, id_) for kind, id_, _ in paged(definitions)}
    for kind, id_, definition in paged(definitions):
        for index, former in enumerate(definition.formerly):
            if (kind, former) in taken:
                file, keys = definitions.places[kind, id_].file, ("formerly", index)
                yield Problem(code="duplicate_id", file=file, keys=keys, params={"found": former})
            taken.add((kind, former))


def short_addresses_are_free(definitions: Definitions) -> Problems:
    """No product's code has the short address of another product, or of its own other code."""
    taken = set(definitions.products)
    for id_, product in definitions.products.items():
        for index, code in enumerate(product.codes):
            short = short_code(code)
            if short and short != id_ and short in taken:
                file, keys = definitions.places["product", id_].file, ("codes", index)
                yield Problem(code="duplicate_id", file=file, keys=keys, params={"found": short})
            taken.add(short)
