"""Write a zip file whose bytes depend on its content only, and not on a version of zlib."""

from sstc_cli.render.zipped.archive import zipped

__all__ = ["zipped"]
