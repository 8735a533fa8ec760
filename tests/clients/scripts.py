"""Run scripts of Node.js with the clients that are locked beside this module."""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
PATIENCE = 120


def run_script(text: str, folder: Path) -> str:
    """Run a script in a folder, and return what it prints.

    Args:
        text: A module of JavaScript.
        folder: Where it is written and run; it sees the packages of our lock.

    Raises:
        AssertionError: Node.js or the packages are missing, or the script failed.
    """
    node = shutil.which("node")
    assert node, "node is not on the PATH; on Debian: apt-get install nodejs npm"
    assert MODULES.is_dir(), f"{MODULES} is missing; make test installs it"
    link, script = folder / "node_modules", folder / "script.mjs"
    if not link.exists():
        link.symlink_to(MODULES)
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [node, script], cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
    return done.stdout
