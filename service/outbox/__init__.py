"""Executors: what was promised is carried out. Workbook effects go into one write, folders are made one by one."""
