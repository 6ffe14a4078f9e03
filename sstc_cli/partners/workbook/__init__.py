"""The private workbook in which a broker ticks pairs."""
