"""A portal: forms from the facts, drafts page by page, letters, revisions and an officer's desk.

``uvicorn portal.app:portal --factory`` starts it, on SQLite unless ``PORTAL_DATABASE`` is the URL of another.
"""
