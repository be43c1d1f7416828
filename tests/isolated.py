"""Code run in a Python of its own, where nothing has been imported yet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import cloudgrant

SOURCE = str(Path(cloudgrant.__file__).parents[1])


def run(code: str, *options: str, source: str = SOURCE) -> Any:
    """What the code prints last, read as JSON; a failure carries what it wrote to stderr.

    ``source`` is the folder in which the library lies.
    """
    environment = {**os.environ, "PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout.splitlines()[-1])
