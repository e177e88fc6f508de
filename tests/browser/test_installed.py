"""Says so where the tests in a browser cannot run; the others of this folder are then left out or skipped."""

import pytest
from tests.browser.serving import browser_here


def test_there_is_a_browser_to_test_in() -> None:
    pytest.importorskip("playwright", reason="playwright is not installed: no tests in a browser")
    if browser_here() is None:
        pytest.skip("no chromium is installed (apt-get install chromium): no tests in a browser")
