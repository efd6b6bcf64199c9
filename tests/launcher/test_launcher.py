"""What ./curbcut promises: it prepares once, repairs itself, gets out of the way, and says what is missing."""

import os
import signal
import threading
import time
from pathlib import Path

from .conftest import Tree

ENVIRONMENT = 3


def lacks(tree: Tree, *packages: str) -> None:
    Path(tree.env["STUB_LACKS"]).write_text("\n".join(packages))


def test_the_first_run_prepares_and_the_second_only_runs(tree):
    code, out, err = tree.run("build", "--json")
    assert code == 0
    assert out.split() == ["-P", "-m", "curbcut", "build", "--json"]  # nothing of ours on standard output
    assert "正在准备" in err
    assert "Preparing" in err
    assert tree.run("check") == (0, "-P\n-m\ncurbcut\ncheck\n", "")
    assert tree.installs() == ["run.lock"]


def test_arguments_and_exit_codes_pass_unchanged(tree):
    odd = ["search", "", "两 词", "*", "it's", '"q"', "$HOME", "-"]
    code, out, _ = tree.run(*odd, STUB_EXIT="4")
    assert code == 4
    assert out.splitlines()[3:] == odd


def test_it_runs_through_a_link_from_elsewhere_where_nothing_can_be_written(tree, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "cc"
    link.symlink_to(Path("..") / tree.home.relative_to(tmp_path) / "curbcut")
    elsewhere.chmod(0o555)
    assert tree.run("build", by=link, cwd=elsewhere)[0] == 0
    assert (tree.home / ".venv/.curbcut-run").is_file()
    assert not (elsewhere / ".venv").exists()


def test_a_private_umask_is_no_obstacle(tree):
    before = os.umask(0o077)
    try:
        assert tree.run("build")[0] == 0
        assert tree.run("build") == (0, "-P\n-m\ncurbcut\nbuild\n", "")
    finally:
        os.umask(before)


def test_the_project_is_seen_by_a_path_that_any_locale_can_read(tree):
    tree.run("build")
    assert (tree.home / ".venv/lib/python3.11/site-packages/_curbcut.pth").read_text() == "../../../../plugins\n"


def test_test_adds_the_developers_lock_and_gives_the_rest_to_nox(tree):
    tree.run("build")
    code, out, _ = tree.run("test", "-s", "types", cwd=tree.tools, STUB_EXIT="1")
    assert code == 1
    assert out.splitlines() == ["-P", "-m", "nox", "--noxfile", f"{tree.home}/noxfile.py", "-s", "types"]
    tree.run("build")
    assert tree.installs() == ["run.lock", "dev.lock"]


def test_the_developers_lock_serves_the_product_too(tree):
    tree.run("test")
    tree.run("build")
    assert tree.installs() == ["dev.lock"]


def test_a_changed_project_is_installed_again_in_place(tree):
    tree.run("build")
    (tree.home / ".venv/mine").touch()
    (tree.home / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    tree.run("build")
    assert tree.installs() == ["run.lock"] * 2
    assert (tree.home / ".venv/mine").exists()


def test_a_changed_lock_starts_from_an_empty_folder(tree):
    tree.run("build")
    (tree.home / ".venv/left-over").touch()
    (tree.home / "requirements/run.lock").write_text("run==2\n")
    tree.run("build")
    assert not (tree.home / ".venv/left-over").exists()
    assert tree.installs() == ["run.lock"] * 2


def test_a_moved_tree_is_prepared_again(tree):
    tree.run("build")
    tree.home = tree.home.rename(tree.home.with_name("moved"))
    assert tree.run("build")[0] == 0
    assert tree.installs() == ["run.lock"] * 2


def test_a_killed_install_is_not_trusted(tree):
    process = tree.start("build", STUB_SLEEP="30")
    deadline = time.monotonic() + 20
    while not tree.installs() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (tree.home / ".venv/half").touch()
    assert tree.run("build")[0] == 0
    assert not (tree.home / ".venv/half").exists()
    assert tree.installs() == ["run.lock"] * 2


def test_two_at_once_install_once(tree):
    go = tree.tools.with_name("go")
    first = tree.start("build", STUB_UNTIL=str(go))
    while not tree.installs() and first.poll() is None:
        time.sleep(0.02)
    second = tree.start("build", STUB_UNTIL=str(go))
    patience = threading.Timer(30, go.touch)  # one that does not wait says nothing, and ends all the same
    patience.start()
    while (line := second.stderr.readline()) and "waiting" not in line:
        pass
    go.touch()
    patience.cancel()
    said = [first.communicate(timeout=60)[1], line + second.communicate(timeout=60)[1]]
    assert (first.returncode, second.returncode) == (0, 0)
    assert tree.installs() == ["run.lock"]
    assert ["waiting" in err for err in said] == [False, True]


def test_a_failing_pip_is_explained_and_the_next_run_recovers(tree):
    code, _, err = tree.run("build", STUB_PIP="1")
    assert code == ENVIRONMENT
    assert "网络" in err
    assert "network" in err
    assert "-m pip" not in err
    assert tree.run("build")[0] == 0


def test_without_python_it_says_what_to_type(tree):
    (tree.tools / "python3.11").unlink()
    code, _, err = tree.run("build")
    assert code == ENVIRONMENT
    assert err.count("apt-get install -y python3 python3-venv") == 2


def test_a_name_that_does_not_run_is_passed_over(tree):
    (tree.tools / "python3.11").rename(tree.tools / "python3.12")
    tree.tool("python3.11", "echo 'no such version' >&2; exit 127")
    assert tree.run("build")[0] == 0


def test_a_chosen_python_is_used_and_an_unfit_one_refused(tree):
    tree.run("build")
    chosen = tree.tools / "python3.11"
    assert tree.run("build", CURBCUT_PYTHON=str(chosen))[0] == 0
    assert tree.installs() == ["run.lock"] * 2
    tree.run("build")
    assert tree.installs() == ["run.lock"] * 2
    code, _, err = tree.run("build", CURBCUT_PYTHON="/bin/false")
    assert code == ENVIRONMENT
    assert "/bin/false" in err


def test_without_rights_missing_packages_become_one_command(tree):
    lacks(tree, "python3.11-venv", "libpango-1.0-0")
    tree.tool("id", "echo 1000")
    tree.tool("apt-get", "exit 9")
    tree.tool("sudo", "exit 9")
    code, _, err = tree.run("build")
    assert code == ENVIRONMENT
    assert err.count("sudo apt-get install -y --no-install-recommends python3.11-venv libpango-1.0-0") == 2
    assert not (tree.home / ".venv").exists()


def test_root_installs_missing_packages_and_refreshes_old_lists(tree, tmp_path):
    lacks(tree, "libpango-1.0-0")
    tree.tool("id", "echo 0")
    log, known = tmp_path / "apt.log", tmp_path / "known"
    refresh = f'case "$*" in *update*) : >"{known}"; exit ;; esac; [ -e "{known}" ] || exit 100'
    tree.tool("apt-get", f'umask >>"{log}"; {refresh}; : >"$STUB_LACKS"')
    before = os.umask(0o077)
    try:
        code, out, _ = tree.run("build")
    finally:
        os.umask(before)
    assert code == 0
    assert out.split()[2:] == ["curbcut", "build"]
    assert log.read_text().split() == ["0022"] * 3  # install, update, install


def test_a_system_without_apt_hears_what_is_missing(tree):
    lacks(tree, "libharfbuzz-subset0")
    code, _, err = tree.run("build")
    assert code == ENVIRONMENT
    assert "libharfbuzz-subset0" in err


def test_tests_need_git_a_browser_node_and_java(tree):
    for name in ("git", "chromium", "node", "npm", "java"):
        (tree.tools / name).unlink()
    assert tree.run("build")[0] == 0
    code, _, err = tree.run("test")
    assert code == ENVIRONMENT
    assert "git chromium nodejs npm default-jre-headless" in err
    assert tree.run("test", CURBCUT_SYSTEM="skip")[0] == 0


def test_a_prepared_tree_starts_at_once(tree):
    tree.run("build")
    took = []
    for _ in range(5):
        began = time.perf_counter()
        tree.run("build")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3
