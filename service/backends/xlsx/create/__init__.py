"""Making a new workbook. openpyxl serves here and nowhere else: an existing workbook is patched, never saved anew."""

from service.backends.xlsx.create.book import create_workbook

__all__ = ["create_workbook"]
