"""The Industry Hall of the Taiwan Cloud Marketplace 雲市集工業館: listing (supply) and points (demand)."""
