"""The desk in a headless browser. A package, so that the browser is shut when its tests are over."""
