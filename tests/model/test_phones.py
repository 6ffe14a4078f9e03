"""Telephone numbers are found in every form in which people write them, and money is none."""

import pytest

from sstc_cli.model.phones import phones_in

NUMBERS = [
    "+221771234567", "+221 77 123 45 67", "(+254) 700 000 000", "00221 77 123 45 67",
    "00221-77-123-4567", "0221771234567", "0700 000 004", "0221 77 12 34 56", "77 123 45 67",
    "(212) 555-0199", "(021) 5550 1990", "212-555-0199", "06 12 34 56 78", "13812345678",
    "138 1234 5678", "tel 771234", "Telephone: 771 234", "电话：5550199", "+86 138–1234–5678",
    "77\u00a0123\u00a045\u00a067", "٠٧٠٠ ١٢٣ ٤٥٦",
]  # fmt: skip
OTHERS = [
    "USD 200 000 000", "12 345 678 901", "1.234.567.890", "2020-10-09", "2020-10-09 15 people",
    "9-10-2020 to 10-10-2020", "14.08.2020 15.30", "08.30–10.00", "15:30–17:00 and 19:30–21:00",
    "2019–2020", "ISO 9001", "978-3-16-148410-0", "https://meet.example/j/981234567",
    "20201009T073000Z", "DTSTAMP:20200525160000Z", "10 20 30 40 50", "+08:00", "3.14159265358",
    "12 of 15 webinars in 2020", "a number of 4", "SDG 11, 17", "1,234,567,890",
    "USD 10 000 – 50 000", "10 000-500 000",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("text", ["{}", "Call {} now", "({}).", "打{}。"])
def test_numbers_are_found_in_every_form(number: str, text: str) -> None:
    assert [*phones_in(text.format(number))]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("text", ["{}", "It was {} then"])
def test_money_dates_and_times_are_no_numbers(other: str, text: str) -> None:
    assert not [*phones_in(text.format(other))]
