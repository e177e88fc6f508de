"""Says so where backfiles cannot be tested; the others of this folder are then left out."""

import pytest


def test_there_is_what_backfiles_need() -> None:
    pytest.importorskip("pyarrow", reason="memcon[ray] is not installed (make ray): no tests of backfiles")
    pytest.importorskip("fsspec", reason="memcon[ray] is not installed (make ray): no tests of backfiles")
    pytest.importorskip("fastwarc", reason="memcon[warc] is not installed: no tests of backfiles")
