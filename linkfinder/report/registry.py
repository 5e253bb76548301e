"""The formats, by their names on the command line."""

from collections.abc import Mapping

from linkfinder.report.as_csv import CsvExporter, ExcelCsvExporter
from linkfinder.report.as_jsonl import JsonLinesExporter
from linkfinder.report.as_xlsx import XlsxExporter
from linkfinder.report.base import Exporter

_FORMATS: tuple[Exporter, ...] = (XlsxExporter(), CsvExporter(), JsonLinesExporter(), ExcelCsvExporter())

EXPORTERS: Mapping[str, Exporter] = {exporter.NAME: exporter for exporter in _FORMATS}
