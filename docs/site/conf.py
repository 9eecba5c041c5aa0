"""How Sphinx builds the site; `make site` calls it with the sources that write_pages.py wrote."""

project = "What goes wrong between a producer, Kinesis and Lambda"
author = "the lablib authors"
language = "en"

extensions = ["myst_nb"]
html_theme = "furo"
html_title = "Producer, Kinesis, Lambda"
html_static_path = ["_static"]
html_extra_path = ["_extra"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"}), ("player.js", {"defer": "defer"})]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {"top_of_page_buttons": []}  # they would lead to the repository

# The notebooks carry what they showed; a build of the site runs none of them.
nb_execution_mode = "off"
# Widgets need a kernel, and their code would come from another host.
nb_ipywidgets_js = {}
nb_render_text_lexer = "none"
nb_merge_streams = True
nb_mime_priority_overrides = [("html", "text/html", 0)]

myst_enable_extensions = []
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # a card's heading may be two levels below the text's
