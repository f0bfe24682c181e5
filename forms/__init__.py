"""Workers' phone pages and the client's page. Its first lines come with the pages for phones (DESIGN, «The house»)."""
