"""Nothing of any customer becomes public, and a customer's calendar holds no more than it must."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import icalendar
import pytest
from support.company import AS_OF, Root
from support.small import SMALL

from generator.model.catalogue import Placed
from generator.model.people import Contact
from generator.private.secret import DEMO_SECRET
from generator.publishing.leaks import leaks, visible_text
from generator.reading.load import load

CUSTOMER = "schedules/customers/c-001.yaml"
SECRET = "a-secret-of-more-than-32-characters"
PRIVATE = ("诸葛先生", "司马女士", "021-5555-0199", "上海市六合路 8 号", "钱师傅")


@pytest.mark.parametrize("secret", PRIVATE)
def test_customer_data_on_a_public_page_is_found(root: Root, secret: str) -> None:
    """Name, contact, telephone, address, and the technician's name, also inside longer text."""
    catalogue, problems = load(root.path)
    assert problems == []
    page = f"<html><body><p>谢谢{secret}的好评</p></body></html>"
    (found,) = leaks(catalogue, [("zh/index.html", page)])
    assert (found.code, found.params["page"], found.params["found"]) == ("privacy_customer", "zh/index.html", secret)


def test_a_name_written_with_character_references_is_found(root: Root) -> None:
    """What a reader sees counts, not how the page spells it."""
    spelled = "".join(f"&#{ord(character)};" for character in "诸葛先生")
    assert list(leaks(load(root.path)[0], [("a.html", f"<p>{spelled}</p>")]))


def test_a_page_without_customer_data_passes(root: Root) -> None:
    """Markup and parts of names are no leak."""
    assert list(leaks(load(root.path)[0], [("a.html", "<p class='诸葛'>诸葛亮 上海市</p>")])) == []


def test_visible_text_leaves_out_scripts_and_styles() -> None:
    """They are no text that a reader sees."""
    assert visible_text("<p>a&amp;b</p><script>x()</script><style>y{}</style>").split() == ["a&b"]


@pytest.mark.parametrize(
    ("secret", "written"),
    [
        ("021-5555-0199", "02155550199"),
        ("021-5555-0199", "021 5555 0199"),
        ("021-5555-0199", "０２１－５５５５－０１９９"),
        ("上海市六合路 8 号", "上海市六合路8号"),
        ("上海市六合路 8 号", "上海市 六合路 ８ 号"),
        ("诸葛先生", "诸 葛\n先生"),
        ("诸葛先生", "诸<b>葛</b>先生"),
        ("六合苑二期", "在六合苑 二期施工"),
    ],
)
def test_blanks_hyphens_and_widths_make_no_difference(root: Root, secret: str, written: str) -> None:
    """However a page writes it, it is the same number, address or name."""
    root.edit(CUSTOMER, "name: 六合苑", "name: 六合苑二期")
    (found,) = leaks(load(root.path)[0], [("a.html", f"<p>我们{written}的</p>")])
    assert found.params["found"] == secret


def test_an_address_without_its_province_city_and_district_is_found(root: Root) -> None:
    """Where six characters are left; a shorter rest says too little."""
    root.edit(CUSTOMER, "上海市六合路 8 号", "上海市闵行区六合路 88 号")
    catalogue = load(root.path)[0]
    assert list(leaks(catalogue, [("a.html", "<p>就在六合路88号</p>")]))
    assert list(leaks(catalogue, [("a.html", "<p>上海市闵行区六合路</p>")])) == []
    root.edit(CUSTOMER, "上海市闵行区六合路 88 号", "上海市六合路 8 号")
    assert list(leaks(load(root.path)[0], [("a.html", "<p>六合路 8 号</p>")])) == []


def test_a_name_of_two_characters_is_found_and_not_pieced_together(root: Root) -> None:
    """Two neighbours in a list or a table are no name."""
    root.edit(CUSTOMER, "诸葛先生", "李明")
    catalogue = load(root.path)[0]
    assert [f.params["found"] for f in leaks(catalogue, [("a.html", "<p>谢谢李明</p>")])] == ["李明"]
    for apart in ("<li>桃李</li><li>明天</li>", "- 桃李\n- 明天\n", "桃李\n\n明天"):
        assert list(leaks(catalogue, [("a.html", apart)])) == []


def test_a_latin_name_is_found_as_a_word_and_not_inside_others(root: Root) -> None:
    """``Ms Li`` is not in ``items list``."""
    root.edit(CUSTOMER, "诸葛先生", "ms Li")
    catalogue = load(root.path)[0]
    assert list(leaks(catalogue, [("a.html", "<p>items List</p>")])) == []
    assert list(leaks(catalogue, [("a.html", "<p>for ms\nLi, who</p>")]))


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=x alt='{}'>",
        '<a title="给{}看">',
        '<meta name="description" content="{}">',
        "<button aria-label={}>",
        "<input placeholder='{}'>",
        "<svg><title>{}</title><path d='M0'/></svg>",
        "<svg><desc>{}</desc></svg>",
        "<svg><text>诸葛<tspan>先生</tspan></text></svg>",
        '<script type="application/ld+json">{{"name": "{}"}}</script>',
        '<script type="application/ld+json">{{"name": "\\u8bf8\\u845b\\u5148\\u751f"}}</script>',
        "<!-- {} -->",
    ],
)
def test_what_only_programs_and_screen_readers_see_is_looked_at(root: Root, markup: str) -> None:
    """Attributes, drawings, comments and data are as public as text."""
    assert list(leaks(load(root.path)[0], [("a.html", f"<p>x</p>{markup.format('诸葛先生')}<p>y</p>")]))


def test_a_site_named_by_a_word_for_a_place_collides_with_no_page(root: Root) -> None:
    """``Head office`` tells nothing of anybody; ``Northgate office`` does."""
    for name, leaking in (("Head office", False), ("总部大楼", False), ("Northgate office", True)):
        root.write(CUSTOMER, SMALL[CUSTOMER].replace("name: 六合苑", f"name: {name}"))
        assert bool(list(leaks(load(root.path)[0], [("a.html", f"<p>At the {name}.</p>")]))) is leaking


def test_a_page_costs_the_same_whether_there_are_a_thousand_customers_or_ten_thousand(root: Root) -> None:
    """The pages are gone through once, not once a customer; counted in time of the processor, against each other."""
    catalogue = load(root.path)[0]
    customer = catalogue.customers["c-001"]
    (site,) = customer.sites
    many = {
        f"c-{n}": replace(
            customer,
            name=f"客户{n}号",
            contact=Contact(name=f"{chr(0x4E00 + n)}明", phone=f"021-5555-{n:05}"),
            sites=(replace(site, name=f"花园小区{n}", address=f"上海市闵行区六合路 {n} 号"),),
        )
        for n in range(10_000)
    }
    places = {**catalogue.places, **dict.fromkeys((("customer", id_) for id_ in many), Placed(CUSTOMER))}
    page = "<p>每年检查一次，看一遍密封胶和螺栓，闵行区也去。</p>" * 300

    def cost(customers: int) -> float:
        """Seconds of the processor for 30 pages, without what is prepared before the first."""
        began = []

        def pages() -> Iterator[tuple[str, str]]:
            began.append(time.process_time())
            yield from ((str(n), page) for n in range(30))

        some = dict(islice(many.items(), customers))
        assert list(leaks(replace(catalogue, customers=some, places=places), pages())) == []
        return time.process_time() - began[0]

    assert min(cost(10_000) for _ in range(3)) < 4 * min(cost(1_000) for _ in range(3))


def test_a_customers_calendar_names_nobody_and_has_no_telephone_but_ours(root: Root) -> None:
    """Least data: neither the customer's, the contact's nor the technician's name, no number, no street."""
    feed = icalendar.Calendar.from_ical(root.feeds()["customer c-001"]).to_ical().decode().replace("\r\n ", "")
    for secret in PRIVATE:
        assert secret not in feed
    assert "400-000-0000" in feed


def test_a_customers_own_page_names_nobody_and_loads_nothing(root: Root) -> None:
    """The page beside the feed is as careful as the feed; it is not to be indexed, and asks no other host."""
    root.feeds()
    page = (root.path / f"feeds/{address_of(root, 'c-001')}.html").read_text("utf-8")
    assert "六合苑" in page
    for secret in PRIVATE:
        assert secret not in page
    assert 'content="noindex,nofollow"' in page
    assert re.findall(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=[\"']?(?:https?:)?//", page) == []


def address_of(root: Root, holder: str) -> str:
    """The unguessable part of the address that the index gives for ``holder``."""
    rows = [line.split(",") for line in (root.path / "feeds/index.csv").read_text("utf-8").splitlines()]
    return next(row[2].rpartition("/")[2].removesuffix(".ics") for row in rows if row[1] == holder)


def test_a_technicians_calendar_has_the_address_and_no_telephone_of_the_customer(root: Root) -> None:
    """Where to go, not whom to call."""
    feed = root.feeds()["technician t-01"].decode().replace("\r\n ", "")
    assert "上海市六合路 8 号" in feed
    for secret in ("诸葛先生", "司马女士", "021-5555-0199"):
        assert secret not in feed


def test_a_customer_without_consent_has_no_calendar(root: Root) -> None:
    """Nor one whose consent is yet to be given; the technician sees the visits all the same."""
    root.edit(CUSTOMER, "consent: {given: 2026-03-01}\n", "")
    feeds = root.feeds()
    assert "customer c-001" not in feeds
    assert b"BEGIN:VEVENT" in feeds["technician t-01"]
    root.add(CUSTOMER, "consent: {given: 2026-12-24}\n")
    assert "customer c-001" not in root.feeds()


def test_the_name_of_a_feeds_file_tells_nothing(root: Root) -> None:
    """128 bits in base64url, another one for another secret, holder or revision."""

    def names(**environment: str) -> set[str]:
        assert root.run("feeds", "--as-of", AS_OF, **environment).exit_code == 0
        return {path.stem for path in (root.path / "feeds").glob("*.ics")}

    first, other = names(AFTERCARE_SECRET="one"), names(AFTERCARE_SECRET="two")
    assert all(len(name) == 22 and name.replace("-", "").replace("_", "").isalnum() for name in first)
    assert len(first) == len(root.feeds())
    assert not first & other
    root.edit(CUSTOMER, "tier: A", "tier: A\nfeed_revision: 2")
    assert len(names(AFTERCARE_SECRET="two") - other) == 1


def test_rotating_gives_one_customer_a_new_address_and_raises_the_revision_in_the_file(root: Root) -> None:
    """``feeds --rotate c-001``: the old address is gone, the file says ``feed_revision: 2``."""
    root.feeds()
    before = {path.name for path in (root.path / "feeds").glob("*.ics")}
    root.feeds("--rotate", "c-001")
    after = {path.name for path in (root.path / "feeds").glob("*.ics")}
    assert len(before - after) == len(after - before) == 1
    assert "feed_revision: 2" in (root.path / CUSTOMER).read_text("utf-8")


def test_without_a_secret_a_real_company_gets_no_feeds_and_nothing_is_written(root: Root) -> None:
    """The demo secret serves the example company alone."""
    root.edit("definitions/company.yaml", "example: true\n", "")
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF)
        assert result.exit_code == 1
        assert (
            "schedules/customers: AFTERCARE_SECRET is not set; without it no calendars are built for real customers"
            in result.stderr.splitlines()
        )
        assert root.tree() == before
    assert root.run("feeds", "--as-of", AS_OF, AFTERCARE_SECRET=SECRET).exit_code == 0


@pytest.mark.parametrize("secret", ["s3cret", "x" * 31, DEMO_SECRET])
def test_a_real_company_needs_a_long_secret_of_its_own(root: Root, secret: str) -> None:
    """Whoever guesses the secret can compute every address; the advice makes a good one."""
    root.edit("definitions/company.yaml", "example: true\n", "")
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF, AFTERCARE_SECRET=secret)
        assert result.exit_code == 1
        assert "AFTERCARE_SECRET is shorter than 32 characters, or the public demo secret" in result.stderr
        assert 'python -c "import secrets; print(secrets.token_urlsafe(32))"' in result.stderr
        assert secret not in result.stderr
        assert root.tree() == before
