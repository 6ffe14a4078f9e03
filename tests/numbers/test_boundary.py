"""A share has Wilson's interval."""

from sstc_cli.numbers.statistics import share_of


def test_an_interval_is_that_of_wilson() -> None:
    # proportion_confint(count, n, method="wilson") of statsmodels, which quick tests do without
    none, most = share_of(0, 10), share_of(17, 24)
    assert (none.low, none.high, most.low, most.high) == (0.0, 27.8, 50.8, 85.1)
