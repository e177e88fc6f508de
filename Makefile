help:
	@echo "make setup | demo | test | bench | lock | clean"
