"""Nothing of any customer becomes public, and a customer's calendar holds no more than it must."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import icalendar
import pytest
from support.company import AS_OF, Root, files_of
from support.small import SMALL

from generator.model.definition import Placed
from generator.model.people import Contact
from generator.private.secret import DEMO_SECRET
from generator.publishing.leaks import leaks
from generator.publishing.visible import visible_text
from generator.reading.load import load
from generator.text.memory import Memory

pytestmark = pytest.mark.long

CUSTOMER = "schedules/customers/c-001.yaml"
SECRET = "a-secret-of-more-than-32-characters"


def shown(secret: str) -> str:
    """What a problem says of a secret: its first character, and the last of a long one."""
    return f"{secret[0]}…{secret[-1] if len(secret) > 4 else ''}"


PRIVATE = ("诸葛先生", "司马女士", "021-5555-0199", "上海市六合路 8 号", "钱师傅")


@pytest.mark.parametrize("secret", PRIVATE)
def test_customer_data_on_a_public_page_is_found(root: Root, secret: str) -> None:
    """Name, contact, telephone, address, and the technician's name, also inside longer text."""
    _, schedules, problems = load(root.path)
    assert problems == []
    page = f"<html><body><p>谢谢{secret}的好评</p></body></html>"
    (found,) = leaks(schedules, "CN", [("zh/index.html", page)])
    assert (found.code, found.params["page"], found.params["found"]) == (
        "privacy_customer",
        "zh/index.html",
        shown(secret),
    )


def test_a_name_written_with_character_references_is_found(root: Root) -> None:
    """What a reader sees counts, not how the page spells it."""
    spelled = "".join(f"&#{ord(character)};" for character in "诸葛先生")
    assert list(leaks(load(root.path)[1], "CN", [("a.html", f"<p>{spelled}</p>")]))


def test_a_page_without_customer_data_passes(root: Root) -> None:
    """Markup and parts of names are no leak."""
    assert list(leaks(load(root.path)[1], "CN", [("a.html", "<p class='诸葛'>诸葛亮 上海市</p>")])) == []


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
    (found,) = leaks(load(root.path)[1], "CN", [("a.html", f"<p>我们{written}的</p>")])
    assert found.params["found"] == shown(secret)


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("name: 诸葛先生", "諸葛先生"),
        ("name: Zhuge Liang", "ZHUGE LIANG"),
        ("name: Zhuge Liang", "zhuge-liang"),
        ("name: 阿依古丽买买提", "阿依古丽·买买提"),
        ("name: 阿依古丽·买买提", "阿依古丽买买提"),
        ("name: 阿依古丽•买买提", "阿依古丽・买买提"),
        ('phone: "13800138000"', "138.0013.8000"),
        ('phone: "13800138000"', "138 (0013) 8000"),
        ('phone: "13800138000"', "+86-138-0013-8000"),
        ('phone: "13800138000"', "0086 138 0013 8000"),
        ('phone: "13800138000"', "１３８／００１３／８０００"),
        ('phone: "+86 21 5555 0199"', "021-55550199"),
        ('phone: "+86 21 5555 0199"', "(021) 5555 0199"),
        ('phone: "021-5555-0199 转 12"', "021 5555 0199"),
        ("phone: wxid_ab12cd34ef", "WXID_ab12cd34ef"),
        ("phone: zhuge@mail.example", "Zhuge@Mail.example"),
        ("address: 上海市闵行区六合路 88 号 3 栋 1201 室", "六合路88号"),
        ("address: 上海市闵行区六合路 88 弄 12 号楼 301", "六合路 88 弄"),
        ("address: 上海市闵行区六合路 88 号 3 栋 1201 室", "閔行區六合路８８號"),
        ('address: "88 Liuhe Road, Apt 5, Shanghai"', "88 liuhe road"),
    ],
)
def test_it_is_found_however_it_is_spelled(root: Root, stored: str, written: str) -> None:
    """Case, traditional characters, dots, brackets, a country's code, an address without its flat."""
    key, _, _ = stored.partition(":")
    old = {"name": "name: 诸葛先生", "phone": 'phone: "021-5555-0199"', "address": "address: 上海市六合路 8 号"}[key]
    root.edit(CUSTOMER, old, stored)
    _, schedules, problems = load(root.path)
    assert problems == []
    for markup in ("<p>给{}的</p>", '<a href="tel:{}">电话</a>', '<i data-who="{}"></i>', "<svg><text>{}</text></svg>"):
        assert len(list(leaks(schedules, "CN", [("a.html", markup.format(written))]))) == 1
    assert len(list(leaks(schedules, "CN", [("a.svg", f"<svg><title>{written}</title></svg>")]))) == 1
    assert len(list(leaks(schedules, "CN", [("a.ics", f"SUMMARY:{written[:5]}\r\n {written[5:]}\r\n")]))) == 1


@pytest.mark.parametrize(
    "text",
    ["1380013800", "13800138001", "138-0013, 8000", "021-5555-0198", "2026-11-23 10:00", "六合路 88", "诸葛亮先生"],
)
def test_what_only_resembles_it_is_none(root: Root, text: str) -> None:
    """A digit less, another number, a street without its number, another name."""
    root.edit(CUSTOMER, "021-5555-0199", "13800138000")
    root.edit(CUSTOMER, "上海市六合路 8 号", "上海市闵行区六合路 88 号 3 栋 1201 室")
    assert list(leaks(load(root.path)[1], "CN", [("a.html", f"<p>{text}</p>")])) == []


@pytest.mark.parametrize("between", ["", "\n", " ", "\n<br>\n", "<!-- x -->"])
@pytest.mark.parametrize("element", ["div", "td", "li", "span", "p", "rect"])
def test_what_stands_a_letter_an_element_is_found(root: Root, element: str, between: str) -> None:
    """As in the boxes of a form, whatever stands between two of them; letters that are others are none."""
    schedules = load(root.path)[1]

    def boxes(text: str) -> str:
        return between.join(f"<{element} class=box>{letter}</{element}>" for letter in text)

    for secret in ("诸葛先生", "021-5555-0199"):
        (told,) = leaks(schedules, "CN", [("a.html", f"<p>尊敬的</p>\n{boxes(secret)}\n<p>您好</p>")])
        assert told.params["found"] == shown(secret)
    assert list(leaks(schedules, "CN", [("a.html", f"{boxes('诸葛')}<p>村的</p>{boxes('先生')}")])) == []


@pytest.mark.parametrize("word", ["物业", "Facility"])
def test_a_common_word_can_be_allowed(root: Root, word: str) -> None:
    """Who is recorded as the property manager is told by check, once, and allowed with a reason."""
    root.edit(CUSTOMER, "name: 司马女士", f"name: {word}")
    root.edit(
        "definitions/products/window.yaml",
        "{zh: 会开会关, en: It opens and it shuts}",
        f"{{zh: 问{word}, en: Ask the {word}}}",
    )
    told = [line for line in root.check() if "schedules/allow.yaml" in line]
    assert len(told) == 1
    assert told[0].startswith("schedules/customers/c-001.yaml:5:17: warning: ")
    stopped = root.run("pages", "--as-of", AS_OF)
    assert stopped.exit_code == 1
    assert stopped.stderr.count("schedules/customers/c-001.yaml") == 1
    root.write("schedules/allow.yaml", f"allow:\n  - {{word: {word}, reason: 职务，不指向任何人}}\n")
    assert [line for line in root.check() if "schedules/allow.yaml" in line] == []
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0


def test_an_allowed_word_needs_a_reason(root: Root) -> None:
    """Why it gives nobody away is written down."""
    root.write("schedules/allow.yaml", "allow:\n  - {word: 物业}\n")
    assert any("'reason' is missing" in line for line in root.check())


@pytest.mark.parametrize(
    ("country", "written", "code"),
    [
        ("CN", "请打 139 1234 5678", "privacy_phone"),
        ("CN", "微信 wxid_k3j4h5g6", "privacy_contact"),
        ("CN", "写信到 lisi@mail.example", "privacy_contact"),
        ("GB", "07400 123456", "privacy_phone"),
        ("DE", "0151 23456789", "privacy_phone"),
    ],
)
def test_a_personal_number_or_name_in_a_definition_is_told(root: Root, country: str, written: str, code: str) -> None:
    """As the company's country writes it."""
    root.edit("definitions/company.yaml", "example: true", f"example: true\ncountry: {country}")
    root.edit(
        "definitions/products/window.yaml", "{zh: 会开会关, en: It opens and it shuts}", f'{{zh: "{written}", en: "x"}}'
    )
    found = [p["code"] for p in json.loads("\n".join(root.check("--format", "json")))]
    assert code in found


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [("country", "China", "did you mean 'CN'?"), ("zone", "Shanghai", "write it as Asia/Shanghai")],
)
def test_a_country_and_a_zone_are_real(root: Root, key: str, value: str, says: str) -> None:
    """They decide how numbers are read and which day it is."""
    root.edit("definitions/company.yaml", "example: true", f"example: true\n{key}: {value}")
    assert any(says in line for line in root.check())


def test_an_address_without_its_province_city_and_district_is_found(root: Root) -> None:
    """Where a street and the number of a house are left; less says too little."""
    root.edit(CUSTOMER, "上海市六合路 8 号", "上海市闵行区六合路 88 号")
    schedules = load(root.path)[1]
    assert list(leaks(schedules, "CN", [("a.html", "<p>就在六合路88号</p>")]))
    assert list(leaks(schedules, "CN", [("a.html", "<p>上海市闵行区六合路</p>")])) == []
    root.edit(CUSTOMER, "上海市闵行区六合路 88 号", "上海市六合路 8 号")
    schedules = load(root.path)[1]
    assert list(leaks(schedules, "CN", [("a.html", "<p>六合路 8 号</p>")]))
    assert list(leaks(schedules, "CN", [("a.html", "<p>六合路 18 号，六合路 8</p>")])) == []


def test_a_name_of_two_characters_is_found_and_not_pieced_together(root: Root) -> None:
    """Two neighbours in a list or a table are no name."""
    root.edit(CUSTOMER, "诸葛先生", "李明")
    schedules = load(root.path)[1]
    assert [f.params["found"] for f in leaks(schedules, "CN", [("a.html", "<p>谢谢李明</p>")])] == ["李…"]
    for apart in ("<li>桃李</li><li>明天</li>", "- 桃李\n- 明天\n", "桃李\n\n明天"):
        assert list(leaks(schedules, "CN", [("a.html", apart)])) == []


def test_a_latin_name_is_found_as_a_word_and_not_inside_others(root: Root) -> None:
    """``Ms Li`` is not in ``items list``."""
    root.edit(CUSTOMER, "诸葛先生", "ms Li")
    schedules = load(root.path)[1]
    assert list(leaks(schedules, "CN", [("a.html", "<p>items List</p>")])) == []
    assert list(leaks(schedules, "CN", [("a.html", "<p>for ms\nLi, who</p>")]))


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
    assert list(leaks(load(root.path)[1], "CN", [("a.html", f"<p>x</p>{markup.format('诸葛先生')}<p>y</p>")]))


def test_a_site_named_by_a_word_for_a_place_collides_with_no_page(root: Root) -> None:
    """``Head office`` tells nothing of anybody; ``Northgate office`` does."""
    for name, leaking in (("Head office", False), ("总部大楼", False), ("Northgate office", True)):
        root.write(CUSTOMER, SMALL[CUSTOMER].replace("name: 六合苑", f"name: {name}"))
        assert bool(list(leaks(load(root.path)[1], "CN", [("a.html", f"<p>At the {name}.</p>")]))) is leaking


def test_a_page_costs_the_same_whether_there_are_hundreds_of_customers_or_thousands(root: Root) -> None:
    """The pages are gone through once, not once a customer; counted in time of the processor, against each other."""
    schedules = load(root.path)[1]
    customer = schedules.customers["c-001"]
    (site,) = customer.sites
    many = {
        f"c-{n}": replace(
            customer,
            name=f"客户{n}号",
            contact=Contact(name=f"{chr(0x4E00 + n)}明", phone=f"021-5555-{n:05}"),
            sites=(replace(site, name=f"花园小区{n}", address=f"上海市闵行区六合路 {n} 号"),),
        )
        for n in range(4_000)
    }
    places = {**schedules.places, **dict.fromkeys((("customer", id_) for id_ in many), Placed(CUSTOMER))}
    page = "<p>每年检查一次，看一遍密封胶和螺栓，闵行区也去。</p>" * 300

    def cost(customers: int) -> float:
        """Seconds of the processor for 30 pages, without what is prepared before the first; the least of three times."""
        served = replace(schedules, customers=dict(islice(many.items(), customers)), places=places)
        memory, took = Memory(), list[float]()

        def pages(turn: int) -> Iterator[tuple[str, str]]:
            took.append(time.process_time())
            yield from ((f"{turn}-{n}", page) for n in range(30))

        for turn in range(3):
            assert list(leaks(served, "CN", pages(turn), memory)) == []
            took[turn] = time.process_time() - took[turn]
        return min(took)

    assert cost(4_000) < 4 * cost(400)


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
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()]
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
        assert root.run("feeds", "--as-of", AS_OF, "--accept", "secret", **environment).exit_code == 0
        return {name.removesuffix(".ics") for name in files_of(root.path / "feeds")}

    first, other = names(AFTERCARE_SECRET="one"), names(AFTERCARE_SECRET="two")
    assert all(len(name) == 22 and name.replace("-", "").replace("_", "").isalnum() for name in first)
    assert len(first) == 4
    assert not first & other
    root.edit(CUSTOMER, "tier: A", "tier: A\nfeed_revision: 2")
    assert len(names(AFTERCARE_SECRET="two") - other) == 1


def test_rotating_gives_one_customer_a_new_address_and_raises_the_revision_in_the_file(root: Root) -> None:
    """``feeds --rotate c-001``: the old address is gone, the file says ``feed_revision: 2``."""
    root.feeds()
    before = files_of(root.path / "feeds")
    root.feeds("--rotate", "c-001")
    after = files_of(root.path / "feeds")
    assert len(before - after) == len(after - before) == 1
    assert "feed_revision: 2" in (root.path / CUSTOMER).read_text("utf-8")


def test_without_a_secret_a_real_company_gets_no_feeds_and_nothing_is_written(root: Root) -> None:
    """The demo secret serves the example company alone."""
    root.is_real()
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF)
        assert result.exit_code == 1
        says = "schedules/customers: AFTERCARE_SECRET is not set; without it no calendars are built for real customers;"
        (line,) = [line for line in result.stderr.splitlines() if line.startswith(says)]
        assert ("secrets.token_urlsafe(32)" in line, "--first" in line) == (True, True)
        assert root.tree() == before
    assert root.run("feeds", "--as-of", AS_OF, "--first", AFTERCARE_SECRET=SECRET).exit_code == 0


@pytest.mark.parametrize(
    "secret",
    [
        "s3cret",
        "x" * 31,
        "x" * 64,
        "abcabcabc" * 5,
        "01234567" * 8,
        "1234567890" * 4,
        "0123456789abcdef" * 2,
        "1234567890" * 3 + "123",
        DEMO_SECRET,
    ],
)
def test_a_real_company_needs_a_long_secret_of_its_own(root: Root, secret: str) -> None:
    """Whoever guesses the secret can compute every address; the advice makes a good one."""
    root.is_real()
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF, AFTERCARE_SECRET=secret)
        assert result.exit_code == 1
        assert "AFTERCARE_SECRET is shorter than 32 characters, has fewer than 10 different ones" in result.stderr
        assert 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"' in result.stderr
        assert secret not in result.stderr
        assert root.tree() == before
