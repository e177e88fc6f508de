"""One story from many reports: candidates, scores that explain themselves, clusters, independent origins."""
