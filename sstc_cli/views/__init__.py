"""What a template may see: plain data, a stable contract."""

from sstc_cli.views.local import LocalSlot, local_slots

__all__ = ["LocalSlot", "local_slots"]
