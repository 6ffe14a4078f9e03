"""`sstc certificates list`: how many certificates were issued."""

from collections.abc import Sequence
from typing import Any

import typer

from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.quantity import quantity, webinars_in_words
from sstc_cli.store.certificates import Issued, issued


def list_(context: typer.Context, json: Json = False) -> None:
    """List how many certificates were issued and revoked, without names.

    The private lists, `.sstc/certificates/*.xlsx`, have the people of each.

    Example: `sstc certificates list`
    """
    session = session_of(context)
    workspace = session.unchecked()
    numbers = workspace.series.numbers if workspace.series else {}
    rows = _counted(issued(store_of(workspace)))
    if json:
        session.result(write_results(certificates=rows))
        return
    if not rows:
        session.say("no certificate has been issued yet: run `sstc certificates issue N` first")
    for row in rows:
        what = webinars_in_words([row["scope"]], numbers) if row["scope"] else "series"
        revoked = f", {row['revoked']:,} of them revoked" if row["revoked"] else ""
        count = quantity(row["issued"], "certificate")
        session.result(f"{what}, {row['kind']}: {count}{revoked}, the last on {row['last']}")


def _counted(known: Sequence[Issued]) -> list[dict[str, Any]]:
    """Return how many were issued and revoked for each scope and kind."""
    groups = sorted({(one.scope, one.kind) for one in known})
    rows = []
    for scope, kind in groups:
        those = [one for one in known if (one.scope, one.kind) == (scope, kind)]
        rows.append(
            {
                "scope": scope,
                "kind": kind,
                "issued": len(those),
                "revoked": sum(one.revoked is not None for one in those),
                "last": max(one.issued for one in those),
            }
        )
    return rows
