"""The code of a certificate: CBOR, Base45 and signature against their standards, and forgers."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import segno
from certified import NAMES, PUBLIC, SECRET, claims, code, spoilt
from conftest import missing_program
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.certificates import sign
from sstc_cli.certificates.code import (
    LONGEST_NAME,
    PREFIX,
    Claims,
    ForgedError,
    Kind,
    find,
    issue,
    pack,
    printed,
    read,
    unpack,
)
from sstc_cli.certificates.encoding import (
    ALPHABET,
    NotCanonicalError,
    decode,
    decode45,
    encode,
    encode45,
)

# RFC 8949, appendix A, as far as codes have such values
CBOR = [
    (0, "00"), (23, "17"), (24, "1818"), (100, "1864"), (1000, "1903e8"), (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"), (18446744073709551615, "1bffffffffffffffff"),
    (b"", "40"), (b"\x01\x02\x03\x04", "4401020304"), ("", "60"), ("IETF", "6449455446"),
    ("\u6c34", "63e6b0b4"), ([], "80"), ([1, 2, 3], "83010203"), ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"), ([*range(1, 26)], "98190102030405060708090a0b0c0d0e0f10111213141"
     "5161718181819"),
]  # fmt: skip
# the same values in other forms, broken, or of other kinds
NOT_CANONICAL = (
    "1817", "190018", "1a00000064", "1b0000000000000064", "5f42010243030405ff", "7f657374726561ff",
    "9fff", "bfff", "a203040102", "a201020103", "58020102", "a1616101", "20", "f4", "f6", "f90000",
    "c001", "", "18", "62c328", "81", "8181818100", "9bffffffffffffffff", "0000",
)  # fmt: skip
# RFC 9285, 4.3
BASE45 = [
    ("AB", "BB8"),
    ("Hello!!", "%69 VD92EX0"),
    ("base-45", "UJCLQE7W581"),
    ("ietf!", "QED8WEX0"),
]


@pytest.mark.parametrize(("value", "digits"), CBOR)
def test_values_have_the_form_of_the_standard(value, digits: str) -> None:
    assert encode(value).hex() == digits
    assert decode(bytes.fromhex(digits)) == value


@pytest.mark.parametrize("digits", NOT_CANONICAL)
def test_every_other_form_is_refused(digits: str) -> None:
    with pytest.raises(NotCanonicalError):
        decode(bytes.fromhex(digits))


@given(st.binary(max_size=80))
def test_whatever_is_read_is_written_the_same(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonicalError:
        return
    assert encode(value) == data


@pytest.mark.parametrize(("text", "chars"), BASE45)
def test_base45_is_that_of_the_standard(text: str, chars: str) -> None:
    assert encode45(text.encode()) == chars
    assert decode45(chars) == text.encode()


@given(st.binary(max_size=300))
def test_bytes_come_back(data: bytes) -> None:
    assert decode45(encode45(data)) == data


@given(st.text(ALPHABET, max_size=30))
def test_no_two_texts_mean_the_same_bytes(text: str) -> None:
    try:
        data = decode45(text)
    except NotCanonicalError:
        return
    assert encode45(data) == text


@pytest.mark.parametrize("text", ["GGW", ":::", "0", "0000", "a00", "BB8é", "BB8\u0661"])
def test_text_that_no_bytes_have_is_refused(text: str) -> None:
    with pytest.raises(NotCanonicalError):
        decode45(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("webinars", [(7,), tuple(range(1, 16))])
def test_what_is_issued_is_read(name: str, webinars: tuple[int, ...]) -> None:
    said = claims(name, webinars)
    text = issue(said, SECRET)
    assert read(text, [PUBLIC]) == said
    assert read(find(f"Code:\n{printed(text)}\n") or "", [PUBLIC]) == said
    assert issue(said, SECRET) == text
    assert set(text) <= set(ALPHABET)


def test_the_code_of_an_ordinary_name_fits_into_a_small_qr_code() -> None:
    codes = [code(name) for name in ("Ana María Registrada", "陈离席", NAMES[2])]
    codes.append(code("Ana María Registrada", tuple(range(1, 16))))
    assert all(180 <= len(text) <= 270 for text in codes)
    drawn = [segno.make_qr(text, error="m") for text in codes]
    assert {qr.mode for qr in drawn} == {"alphanumeric"}
    assert all(8 <= int(qr.version) <= 10 for qr in drawn)


def test_a_code_never_ends_with_a_space_and_lines_may_break_it() -> None:
    for number in range(400):
        text = code(f"Name {number}")
        assert not text.endswith(" ")
        shown = printed(text)
        assert " " not in shown
        assert find(f"{shown[:50]}\r\n  {shown[50:]}") == text
    assert find("nothing") is None
    assert find(f"{PREFIX}") is None


def accepted(texts) -> list[str]:
    found = []
    for text in texts:
        try:
            read(text, [PUBLIC])
        except ForgedError:
            continue
        found.append(text)
    return found


@pytest.mark.parametrize(
    ("count", "seed"), [(290, 1), pytest.param(1429, 9, marks=pytest.mark.torture)]
)
def test_no_spoilt_code_is_accepted(count: int, seed: int) -> None:
    made = [text for name in NAMES for text in spoilt(code(name), count, seed)]
    assert len({*made}) == count * len(NAMES)
    assert accepted(made) == []


def test_another_key_or_a_changed_claim_is_forged() -> None:
    text = code()
    other = bytes(32)
    assert accepted([issue(claims(), other)]) == []
    data = decode45(text.removeprefix(PREFIX))
    better = pack(claims(webinars=(7, 8)))
    assert accepted([PREFIX + encode45(better + data[-64:])]) == []
    with pytest.raises(ForgedError):
        read(text, [])
    bare = encode45(sign.sign(SECRET, b""))
    assert accepted([PREFIX + bare, PREFIX, "", "x" * 3000, PREFIX + "0" * 30_000]) == []


WRONG = [
    {1: 2}, {2: ""}, {2: "x" * (LONGEST_NAME + 1)}, {2: "a\u202eb"}, {3: "No Id"}, {4: []},
    {4: [7, 7]}, {4: [8, 7]}, {4: ["7"]}, {4: [[7]]}, {5: [2, 1]}, {5: [1]}, {5: [1, 10**9]},
    {6: b"short"}, {7: 1}, {2: 5}, {6: "12345678"},
]  # fmt: skip


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_pack_never_writes_is_refused_even_if_it_is_signed(change: dict) -> None:
    fields = decode(pack(claims()))
    assert isinstance(fields, dict)
    message = encode(fields | change)
    text = PREFIX + encode45(message + sign.sign(SECRET, b"SSTC1" + message))
    assert accepted([text]) == []
    less = {key: value for key, value in fields.items() if key != 4}
    with pytest.raises(NotCanonicalError):
        unpack(encode(less))


@given(
    st.text(min_size=1, max_size=LONGEST_NAME).filter(str.isprintable),
    st.sets(st.integers(1, 99), min_size=1, max_size=40),
    st.dates(date(1970, 1, 1), date(2200, 1, 1)),
    st.binary(min_size=8, max_size=8),
    st.sampled_from(Kind),
)
def test_any_claims_come_back(name, webinars, day, serial, kind) -> None:
    said = Claims(kind, name, "a-series", tuple(sorted(webinars)), day, day, serial)
    assert unpack(pack(said)) == said


def test_openssl_verifies_a_code(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        missing_program("openssl is missing: apt-get install openssl")
    data = decode45(code(NAMES[2]).removeprefix(PREFIX))
    # the head of an Ed25519 public key in DER (RFC 8410)
    (tmp_path / "key.der").write_bytes(bytes.fromhex("302a300506032b6570032100") + PUBLIC)
    (tmp_path / "message").write_bytes(b"SSTC1" + data[:-64])
    (tmp_path / "signature").write_bytes(data[-64:])

    def verified() -> bool:
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.der",
                   "-keyform", "DER", "-in", "message", "-sigfile", "signature"]  # fmt: skip
        return (
            subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
        )

    assert verified()
    (tmp_path / "message").write_bytes(b"SSTC1" + data[:-65] + b"\0")
    assert not verified()
