"""How Sphinx builds the documentation."""

from importlib.metadata import version as installed

project = "cloudgrant"
author = "The cloudgrant authors"
copyright = "2026, The cloudgrant authors"
release = installed("cloudgrant")
version = release

extensions = ["myst_nb"]
exclude_patterns = ["_build", "examples"]
# The notebook is run anew for every build: a cell that fails is a page that is not built.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "cloudgrant"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
