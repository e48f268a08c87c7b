"""Telephone numbers that nobody can have are told, and all that people write beside real ones is left alone."""

from __future__ import annotations

import pytest

from generator.reading.telephones import wrong_number

REAL = {
    "CN": (
        "13800138000", "138 0013 8000", "１３８００１３８０００", "+86 138 0013 8000", "86 13800138000", "021-5555-0199",
        "021-5555-0199 转 8002", "021-55550199-8002", "021 5555 0199 ext. 12", "(0755) 5555 0102", "66551234", "6655123",
        "400-820-8888", "400-000-0000", "13800138000/13900139000", "13800138000 13900139000", "021-5555-0199/0200",
        "王女士 13800138000（微信同号）", "12 栋 13800138000", "Tel: 13800138000", "13800138000, zhuge@mail.example",
        "021-5555-0199 / 微信 zhuge88", "微信 wx123", "QQ 12345678", "wxid_ab12cd34ef", "138, 0013, 8000", "+1 215 555 0142",
        "无", "13800138000 2单元301", "138 0013 8000 301室", "13800138000 2号楼", "2-301 13800138000", "66551234 301室",
        "13800138000(8:00-18:00)", "021-5555-0199 9点半-17点", "13800138000-13900139000", "138 0013 8000 139 0013 9000",
        "021-5555-0199 2-301室", "138 0013 8000 座机 021-5555-0199",
    ),
    "US": ("(215) 555-0142", "555-0142", "1 215 555 0142", "215-555-0142 x12", "215 555 0142 9-17"),
    "ES": ("612 345 678", "+34 612 345 678", "0034 612345678", "612345678 o 912345678"),
    "GB": ("020 7946 0958", "7946 0958", "07400 123456", "+44 (0)20 7946 0958"),
    "DE": ("030 12345", "1234567", "01512 3456789"),
    "HK": ("9123 4567", "2123 4567", "91234567 12/F", "12/F 9123 4567"),
}  # fmt: skip
WRONG = (
    ("CN", "139", "short", 3, ["11"]),
    ("CN", "12345", "short", 5, ["11"]),
    ("CN", "1380013", "short", 7, ["11"]),
    ("CN", "1380013800", "short", 10, ["11"]),
    ("CN", "13800138000、1390013", "short", 7, ["11"]),
    ("CN", "138001380001", "long", 12, ["11"]),
    ("CN", "138 0013 8000 1", "long", 12, ["11"]),
    ("CN", "1380013800 2单元", "short", 10, ["11"]),
    ("CN", "13800138000 1390013", "short", 7, ["11"]),
    ("CN", "23800138000", "unknown", 11, ["11"]),
    ("CN", "+1 215 555", "unknown", 7, ["11"]),
    ("US", "215555014", "short", 9, ["10"]),
    ("ES", "61234567", "short", 8, ["9"]),
    ("ES", "6123456789", "long", 10, ["9"]),
    ("GB", "0740012345", "short", 10, ["11"]),
    ("DE", "0151234567", "short", 10, ["11", "12"]),
    ("HK", "9123456", "short", 7, ["8"]),
)


def test_what_can_be_called_or_is_none_is_left_alone() -> None:
    """As each country writes it, with names, extensions and further numbers beside it."""
    assert [(country, text) for country, texts in REAL.items() for text in texts if wrong_number(text, country)] == []


@pytest.mark.parametrize(("country", "text", "code", "n", "lengths"), WRONG)
def test_what_nobody_can_have_is_told_with_how_many_digits_it_lacks(
    country: str, text: str, code: str, n: int, lengths: list[str]
) -> None:
    """By the company's country, where a number names none."""
    wrong = wrong_number(text, country)
    assert wrong is not None
    assert wrong.code == f"telephone_{code}"
    assert wrong.params == {"found": text, "n": n, "country": country, "lengths": lengths}


def test_a_letter_in_a_number_is_told_and_none_in_a_name() -> None:
    """Where figures in its place make a number of it, or as many figures as one has, right or wrong."""
    for text, letter in (("138OO138O00", "OO"), ("10O86123456", "O")):
        wrong = wrong_number(text, "CN")
        assert wrong is not None
        assert (wrong.code, wrong.params["letter"]) == ("telephone_letter", letter)
    assert wrong_number("wx138O", "CN") is None


def test_a_nought_that_a_spreadsheet_dropped_is_told() -> None:
    """Where a country dials one before a number; what is shorter may be called within its area."""
    for country, text, prefix in (("CN", "2155550199", "0"), ("GB", "7400123456", "0"), ("FR", "612345678", "0")):
        wrong = wrong_number(text, country)
        assert wrong is not None
        assert (wrong.code, wrong.params) == ("telephone_nought", {"found": text, "prefix": prefix})
        assert wrong_number(f"{prefix}{text}", country) is None
    for country, text in (("ES", "612345678"), ("US", "2155550142"), ("IT", "3123456789"), ("DE", "3012345")):
        assert wrong_number(text, country) is None


def test_a_company_may_have_a_short_number_of_its_own() -> None:
    """As services have; a customer has none."""
    short = {"CN": ("110", "12345", "95588", "96315"), "US": ("911",), "ES": ("112",)}
    for country, numbers in short.items():
        for number in numbers:
            assert wrong_number(number, country, is_public=True) is None
            assert wrong_number(number, country) is not None
    assert [wrong_number(number, "CN", is_public=True) is None for number in ("139", "1380013")] == [False, False]
