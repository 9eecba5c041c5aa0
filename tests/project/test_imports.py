"""What `lint-imports` does not see: a circle that goes through the `__init__.py` of a folder."""

from graphlib import TopologicalSorter

import grimp


def test_no_file_comes_back_to_itself_by_its_imports():
    graph = grimp.build_graph("lablib", cache_dir=None)
    imported = {file: graph.find_modules_directly_imported_by(file) for file in graph.modules}
    TopologicalSorter(imported).prepare()  # raises CycleError, which names the files
