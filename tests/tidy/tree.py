"""The files of the repository, as text, each read once."""
import os
import re
from pathlib import Path

import cpp

PASSED_OVER = {".git", ".cache", "build", "data", "dist", "node_modules", "__pycache__", "out"}


class Tree:
    def __init__(self, files):
        self.files = files  # path from the root → text
        self._code = {}

    @staticmethod
    def read(root):
        files = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in PASSED_OVER)
            for name in sorted(names):
                path = Path(folder) / name
                if path.is_symlink() or name == ".git":
                    continue
                try:
                    files[path.relative_to(root).as_posix()] = path.read_text("utf-8")
                except UnicodeDecodeError:
                    continue  # a picture
        return Tree(files)

    def paths(self, pattern):
        found = re.compile(pattern)
        return [path for path in self.files if found.search(path)]

    def sources(self):
        """The C++ of the product, its tests and its measurements."""
        return self.paths(r"^(src|tests|bench)/.*\.(cc|h)$")

    def product(self):
        """The C++ of the product without its tests."""
        return [p for p in self.paths(r"^src/.*\.(cc|h)$") if not p.endswith("_test.cc")]

    def lines(self, path):
        return enumerate(self.files[path].split("\n"), 1)

    def code(self, path):
        """The text with comments, strings and the preprocessor's lines blanked out."""
        if path not in self._code:
            self._code[path] = cpp.blank(self.files[path])
        return self._code[path]

    def includes(self, path):
        """Lines of (number, "<x>" or "\\"x\\"")."""
        for number, line in self.lines(path):
            match = re.match(r'\s*#\s*include\s*(<[^>]+>|"[^"]+")', line)
            if match:
                yield number, match[1]
