"""What a page needs to know: plain functions that read the store, every list paged. No page is made here."""
