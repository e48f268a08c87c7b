"""A page's Markdown as the search reads it."""

from __future__ import annotations

from generator.site.search.reading import PageText, Section, read_page

PAGE = """---
title: "Window \\"leaks\\""
description: "Rain brings drips."
tags: ["Problem", "Windows"]
---

# Window leaks { #fault }

<div class="care-head" markdown>

Rain brings **drips**. <small data-search-exclude="true">general</small>
{ .care-lead }

[:material-phone: Call us](tel:1){ .care-button data-search-exclude="true" }

</div>

## What to do { #do }

- Catch the water.<sup data-search-exclude="true">[1](#source-1){ .care-cite }</sup>
- See [drainage](../drainage.md).

| Cause | Help |
| --- | --- |
| Blocked | Clear it |

## Sources { #sources data-search-exclude="true" }

- A book.

<div class="care-asked" markdown>

## You may ask { #asked }

- it leaks

<details markdown="0"><summary>More</summary><ul><li>water &amp; wind</li></ul></details>

Responsible: nobody

</div>
"""


def test_a_page_is_read_as_a_reader_reads_it() -> None:
    """Title, what it says first, readers' words, sections with their tables apart; nothing that is excluded."""
    assert read_page("faults/leak.md", PAGE) == PageText(
        address="faults/leak/",
        title='Window "leaks"',
        lead="Rain brings drips.",
        labels=("Problem", "Windows"),
        asked=("it leaks", "water & wind"),
        sections=(
            Section("", "Window leaks", ("Rain brings drips.",), (), ()),
            Section("do", "What to do", (), ("Cause Help", "Blocked Clear it"), ("Catch the water.", "See drainage.")),
        ),
    )


def test_a_page_that_somebody_wrote_by_hand_is_read_too() -> None:
    """Without front matter, without ids; the first page of a folder has the folder's address."""
    page = read_page("tips/index.md", "# Tips\n\nBe careful.\n\n## Ladders\nNo ladders.\n")
    assert page is not None
    assert (page.address, page.title, page.lead) == ("tips/", "Tips", "Be careful.")
    assert [(part.title, part.texts) for part in page.sections] == [
        ("Tips", ("Be careful.",)),
        ("Ladders", ("No ladders.",)),
    ]


def test_a_page_may_say_that_it_is_not_to_be_found() -> None:
    """On one line or on two, as MkDocs' search takes it."""
    for said in ("search: {exclude: true}", "search: {exclude: true, other: 2}", "search:\n  exclude: true"):
        assert read_page("a.md", f'---\ntitle: "A"\n{said}\n---\n\n# A\n') is None
    assert read_page("a.md", '---\ntitle: "A"\nsearch: {exclude: false}\n---\n\n# A\n') is not None
