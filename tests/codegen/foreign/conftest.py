"""Running the generator on prepared documents."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.zoo import Json

from tools.codegen.preparation import Prepared

CONFIG: Json = {"literal_enums": True, "post_hooks": [], "use_path_prefixes_for_title_model_names": True}


@pytest.fixture
def generate(tmp_path: Path) -> Callable[[Prepared], None]:
    """Run openapi-python-client, with its own templates, on a prepared document; what it writes is valid Python."""

    def run(prepared: Prepared) -> None:
        (tmp_path / "prepared.json").write_text(json.dumps(prepared.data), encoding="utf-8")
        (tmp_path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
        command += ["--path", str(tmp_path / "prepared.json"), "--config", str(tmp_path / "config.json")]
        command += ["--output-path", str(tmp_path / "zoo")]
        result = subprocess.run(command, capture_output=True, text=True, check=False)

        assert result.returncode == 0, result.stdout + result.stderr
        assert compileall.compile_dir(tmp_path / "zoo", quiet=1)

    return run
