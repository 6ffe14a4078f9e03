"""Certificates to test with, made by one key, and ways to spoil them."""

import random
from collections.abc import Iterator
from datetime import date

from sstc_cli.certificates.code import PREFIX, Claims, Kind, issue
from sstc_cli.certificates.encoding import ALPHABET
from sstc_cli.certificates.sign import public_key

SECRET = bytes(range(32))
PUBLIC = public_key(SECRET)
NAMES = (
    "Ana María Registrada",
    "陈离席",
    "محمد بن عبد الله بن سلطان الأنصاري",
    "Anna-Maria 王小明 أحمد",
    "Maximiliana Bartholomea-Wilhelmina von Hohenfels-Rothenburg ob der Tauber und zu Sachsenha",
    "م" * 90,
    "陈" * 90,
)


def claims(name: str = NAMES[0], webinars: tuple[int, ...] = (7,)) -> Claims:
    days = (date(2020, 10, 9), date(2020, 12, 4))
    serial = bytes.fromhex("7f3a92c011de04b7")
    return Claims(Kind.ATTENDANCE, name, "green-cities-2020", webinars, *days, serial)


def code(name: str = NAMES[0], webinars: tuple[int, ...] = (7,)) -> str:
    return issue(claims(name, webinars), SECRET)


def spoilt(text: str, count: int, seed: int = 1) -> Iterator[str]:
    """Yield so many mutations of a code: of letters, of bytes, of its order, of its end."""
    chance = random.Random(seed)  # noqa: S311
    known = {text}
    while len(known) <= count:
        made = _mutated(text, chance)
        if made not in known:
            known.add(made)
            yield made


def _mutated(text: str, chance: random.Random) -> str:
    letters = list(text)
    match chance.randrange(6):
        case 0:
            letters[chance.randrange(len(PREFIX), len(letters))] = chance.choice(ALPHABET)
        case 1:
            del letters[chance.randrange(len(letters))]
        case 2:
            letters.insert(chance.randrange(len(letters)), chance.choice(ALPHABET))
        case 3:
            one, other = (chance.randrange(len(PREFIX), len(letters)) for _ in range(2))
            letters[one], letters[other] = letters[other], letters[one]
        case 4:
            for _ in range(chance.randrange(2, 30)):
                letters[chance.randrange(len(PREFIX), len(letters))] = chance.choice(ALPHABET)
        case _:
            at = chance.randrange(len(PREFIX), len(letters))
            letters[at : at + chance.randrange(1, 9)] = chance.choices(ALPHABET, k=3)
    return "".join(letters)


def spoilt_file(data: bytes, count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield so many mutations of a file: a bit, a byte more or less, a piece gone or twice."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        made, at = bytearray(data), chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made.insert(at, chance.randrange(256))
            case 2:
                del made[at]
            case 3:
                del made[at : at + chance.randrange(2, 400)]
            case _:
                made[at:at] = made[at : at + chance.randrange(1, 400)] or b"x"
        if bytes(made) != data:
            yield bytes(made)
