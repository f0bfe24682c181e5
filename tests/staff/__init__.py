"""People at the table: actors that do to a workbook what the office does, by a real LibreOffice or by a fast double."""
