"""The clock of the database, the only one that counts: those of computers may be wrong."""

from datetime import UTC, datetime

from sqlalchemy import Connection, text

from sstc_cli.errors import SstcError

_NOW = {
    "sqlite": text("SELECT (julianday('now') - 2440587.5) * 86400.0"),
    "postgresql": text("SELECT CAST(extract(epoch FROM clock_timestamp()) AS double precision)"),
}
_AHEAD = 300  # seconds that two clocks may differ


def now_of(connection: Connection) -> float:
    """Return the seconds since 1970 by the clock of a database."""
    return float(connection.execute(_NOW[connection.dialect.name]).scalar_one())


def refuse_wrong_clock(connection: Connection, now: float) -> None:
    """Refuse a clock that is behind what the ledger has recorded: the pace would be wrong."""
    newest = connection.execute(text("SELECT max(at) FROM mails")).scalar_one()
    if newest is not None and newest > now + _AHEAD:
        hours = (newest - now) / 3600
        message = f"the last mail left in the future, {hours:,.1f} hours from now"
        whose = "this computer" if connection.dialect.name == "sqlite" else "the database's server"
        raise SstcError(f"{message}, so nothing was sent", f"correct the clock of {whose}")


def day_of(now: float) -> str:
    """Return the day of an instant."""
    return datetime.fromtimestamp(now, UTC).date().isoformat()
