"""The sheets of the spreadsheet, and how cells are written safely."""
