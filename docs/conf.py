"""How Sphinx builds the documentation."""

from importlib.metadata import version as installed

project = "cloudgrant"
author = "The cloudgrant authors"
copyright = "2026, The cloudgrant authors"
release = installed("cloudgrant")
version = release

extensions = ["myst_parser"]
exclude_patterns = ["_build", "examples"]
nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "cloudgrant"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
