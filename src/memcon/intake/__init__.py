"""Reports in: files, pages and lines become Reports with outlet, dates, bylines, language and furniture."""
